# SPDX-License-Identifier: GPL-2.0-or-later
"""All cases, in the order of the table.  A new file with cases is added here."""

import calls
import ends
import launches
import many
import transfers

CASES = launches.CASES + ends.CASES + many.CASES + calls.CASES + transfers.CASES

# Measured in a complete run only, for the plot.
PLOTTED = transfers.UPLOADS + transfers.DOWNLOADS
