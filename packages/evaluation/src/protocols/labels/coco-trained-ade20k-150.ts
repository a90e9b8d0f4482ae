import { publishedEntries, type LabelList } from '../label-list.js';

/** ADE20K's 150 classes. */
export const cocoTrainedAde20k150: LabelList = {
  source: {
    repository: 'cvlab-kaist/CAT-Seg',
    path: 'datasets/ade150.json',
    commit: '6d3a188af95165147fe2f34a8237fa7d2633e784',
  },
  sha256: 'f9dbd8a75a0722c971d8c82db76dc205e06cb422d98153f4e5bbf90408ef5438',
  entries: publishedEntries(`
wall | building | sky | floor | tree | ceiling | road | bed | windowpane | grass | cabinet | sidewalk | person
earth | door | table | mountain | plant | curtain | chair | car | water | painting | sofa | shelf | house | sea
mirror | rug | field | armchair | seat | fence | desk | rock | wardrobe | lamp | bathtub | railing | cushion
base | box | column | signboard | chest of drawers | counter | sand | sink | skyscraper | fireplace
refrigerator | grandstand | path | stairs | runway | case | pool table | pillow | screen door | stairway | river
bridge | bookcase | blind | coffee table | toilet | flower | book | hill | bench | countertop | stove | palm
kitchen island | computer | swivel chair | boat | bar | arcade machine | hovel | bus | towel | light | truck
tower | chandelier | awning | streetlight | booth | television receiver | airplane | dirt track | apparel | pole
land | bannister | escalator | ottoman | bottle | buffet | poster | stage | van | ship | fountain
conveyer belt | canopy | washer | plaything | swimming pool | stool | barrel | basket | waterfall | tent | bag
minibike | cradle | oven | ball | food | step | tank | trade name | microwave | pot | animal | bicycle | lake
dishwasher | screen | blanket | sculpture | hood | sconce | vase | traffic light | tray | ashcan | fan | pier
crt screen | plate | monitor | bulletin board | shower | radiator | glass | clock | flag
`),
  cleaned: {
    8: 'window',
    72: 'palm tree',
    89: 'television',
    95: 'banister',
    105: 'conveyor belt',
    108: 'toy',
    123: 'brand name',
    138: 'trash can',
  },
};
