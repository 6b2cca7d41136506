"""Oscar's product reviews, by those who bought and after a look by the office"""
