"""The office's look at reviews before others see them"""
