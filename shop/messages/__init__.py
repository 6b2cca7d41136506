"""What shoppers and points are told: an outbox of e-mails, SMS and Zalo, each sent once or said to be unsure"""
