"""Who carries a parcel, under which number: typed by staff, or booked with the carrier's own machine"""
