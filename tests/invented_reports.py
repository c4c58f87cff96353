"""Reports on two invented events, for tests of copies and of stories."""

from __future__ import annotations

DAM = (
    "Engineers in the river town of Orlesk found a crack in the northern spillway shortly before dawn. "
    "Water reached the lower market by noon and the council opened two schools to families from the "
    "harbour district. Trains on the eastern line stood still until late in the evening, while lorries "
    "were sent round through the hills. Farmers along the canal moved their animals to higher ground "
    "with borrowed tractors. Electricity failed in eleven villages and came back only after repair "
    "crews had crossed a flooded bridge."
)
MILL = (
    "A paper factory outside the capital burned through the night and covered three suburbs in white smoke. "
    "Residents were told to keep their windows shut while chemists measured the air from a parked van. "
    "Insurance inspectors walked the ruins at sunrise and took photographs of a melted control panel. "
    "Schoolchildren got a free day, and the fire brigade borrowed foam from a nearby airfield twice."
)
