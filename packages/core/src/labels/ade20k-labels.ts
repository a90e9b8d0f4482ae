/**
 * The 150 classes of ADE20K (MIT Scene Parsing Benchmark) under the names that the official code uses. `screen` occurs
 * twice, as upstream; only the first one can win pixels.
 */
export const ade20kLabels: readonly string[] = `
wall building sky floor tree ceiling road bed windowpane grass cabinet sidewalk person earth door
table mountain plant curtain chair car water painting sofa shelf house sea mirror rug field armchair
seat fence desk rock wardrobe lamp bathtub railing cushion base box column signboard chest counter
sand sink skyscraper fireplace refrigerator grandstand path stairs runway case pool pillow screen
stairway river bridge bookcase blind coffee toilet flower book hill bench countertop stove palm
kitchen computer swivel boat bar arcade hovel bus towel light truck tower chandelier awning
streetlight booth television airplane dirt apparel pole land bannister escalator ottoman bottle
buffet poster stage van ship fountain conveyer canopy washer plaything swimming stool barrel basket
waterfall tent bag minibike cradle oven ball food step tank trade microwave pot animal bicycle lake
dishwasher screen blanket sculpture hood sconce vase traffic tray ashcan fan pier crt plate monitor
bulletin shower radiator glass clock flag
`
  .trim()
  .split(/\s+/);
