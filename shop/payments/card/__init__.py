"""Cards, by Stripe's hosted Checkout: sessions, refunds and signed events as plain values"""
