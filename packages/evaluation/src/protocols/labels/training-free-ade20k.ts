import { publishedEntries, type LabelList } from '../label-list.js';

/** ADE20K's 150 classes, without blanks inside of names. */
export const trainingFreeAde20k: LabelList = {
  source: {
    repository: 'mc-lan/ProxyCLIP',
    path: 'configs/cls_ade20k.txt',
    commit: 'e7b767fbc58ea218a3b8ba34cd92db521cc5f2e1',
  },
  sha256: 'e53ded02c488bdb903ef000a2d207e4ac4f2bb4502a72572e4aab7c2504aef3a',
  entries: publishedEntries(`
wall | building | sky | floor | tree | ceiling | road | bed | windowpane | grass | cabinet | sidewalk | person
earth | door | table | mountain | plant | curtain | chair | car | water | painting | sofa | shelf | house | sea
mirror | rug | field | armchair | seat | fence | desk | rock | wardrobe | lamp | bathtub | railing | cushion
base | box | column | signboard | chestofdrawers | counter | sand | sink | skyscraper | fireplace | refrigerator
grandstand | path | stairs | runway | case | pooltable | pillow | screendoor | stairway | river | bridge
bookcase | blind | coffeetable | toilet | flower | book | hill | bench | countertop | stove | palm
kitchenisland | computer | swivelchair | boat | bar | arcademachine | hovel | bus | towel | light | truck
tower | chandelier | awning | streetlight | booth | televisionreceiver | airplane | dirttrack | apparel | pole
land | bannister | escalator | ottoman | bottle | buffet | poster | stage | van | ship | fountain | conveyerbelt
canopy | washer | plaything | swimmingpool | stool | barrel | basket | waterfall | tent | bag | minibike
cradle | oven | ball | food | step | tank | tradename | microwave | pot | animal | bicycle | lake | dishwasher
screen | blanket | sculpture | hood | sconce | vase | trafficlight | tray | ashcan | fan | pier | crtscreen
plate | monitor | bulletinboard | shower | radiator | glass | clock | flag
`),
  cleaned: {
    8: 'window',
    44: 'chest of drawers',
    56: 'pool table',
    58: 'screen door',
    64: 'coffee table',
    72: 'palm tree',
    73: 'kitchen island',
    75: 'swivel chair',
    78: 'arcade machine',
    89: 'television',
    91: 'dirt track',
    95: 'banister',
    105: 'conveyor belt',
    108: 'toy',
    109: 'swimming pool',
    123: 'brand name',
    136: 'traffic light',
    138: 'trash can',
    141: 'crt screen',
    144: 'bulletin board',
  },
};
