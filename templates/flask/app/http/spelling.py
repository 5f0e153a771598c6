"""Values that JSON writes as strings of one spelling: dates, decimals and the like.

Twin: src/http/spelling.ts
"""
