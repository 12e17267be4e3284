"""Workbooks in and out: safe reading, headings in two languages, faults marked in their cells.

Owns: XLSX and CSV files as rows of named values, and the workbooks that the product writes.
Floor: above `persian`, below `journal`. Plain Python, no Django.
"""
