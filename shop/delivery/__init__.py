"""What sending a parcel costs: the operator's table of zones and weights, and who changed it"""
