"""The invented village of the demo: names, households, growth and posyandu days, all made from one seed."""
