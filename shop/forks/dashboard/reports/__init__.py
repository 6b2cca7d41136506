"""The office's reports, as far as somebody writes down what they tell."""
