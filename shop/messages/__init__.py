"""What shoppers and points are told: an outbox of e-mails, SMS and Zalo, none of them sent twice"""
