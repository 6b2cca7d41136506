"""What Django and Oscar show in a list of choices where nothing is chosen yet; our pages say it in words."""

NO_CHOICE = ">----"
