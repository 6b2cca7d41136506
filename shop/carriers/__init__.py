"""Carriers of parcels behind one interface: who they are, and how their own machines are asked"""
