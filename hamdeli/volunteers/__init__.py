"""Those who help without pay: applied, vetted, trained, qualified or aide, supervised, with their hours.

Floor: beside households. Which files a volunteer helps with is said by casework, above.
"""
