# SPDX-License-Identifier: GPL-2.0-or-later
"""All cases, in the order of the table.  A new file with cases is added here."""

import calls
import ends
import launches
import many

CASES = launches.CASES + ends.CASES + many.CASES + calls.CASES
