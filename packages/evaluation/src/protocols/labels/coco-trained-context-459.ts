import { publishedEntries, type LabelList } from '../label-list.js';

/** PASCAL-Context's 459 classes, without blanks inside of names. */
export const cocoTrainedContext459: LabelList = {
  source: {
    repository: 'cvlab-kaist/CAT-Seg',
    path: 'datasets/pc459.json',
    commit: '6d3a188af95165147fe2f34a8237fa7d2633e784',
  },
  sha256: 'f22a02ac1b8419bc30f91a47c3668be6880fd52106cfc7881500f5d9219f0269',
  entries: publishedEntries(`
accordion | aeroplane | airconditioner | antenna | artillery | ashtray | atrium | babycarriage | bag | ball
balloon | bambooweaving | barrel | baseballbat | basket | basketballbackboard | bathtub | bed | bedclothes
beer | bell | bench | bicycle | binoculars | bird | birdcage | birdfeeder | birdnest | blackboard | board | boat
bone | book | bottle | bottleopener | bowl | box | bracelet | brick | bridge | broom | brush | bucket | building
bus | cabinet | cabinetdoor | cage | cake | calculator | calendar | camel | camera | cameralens | can | candle
candleholder | cap | car | card | cart | case | casetterecorder | cashregister | cat | cd | cdplayer | ceiling
cellphone | cello | chain | chair | chessboard | chicken | chopstick | clip | clippers | clock | closet | cloth
clothestree | coffee | coffeemachine | comb | computer | concrete | cone | container | controlbooth | controller
cooker | copyingmachine | coral | cork | corkscrew | counter | court | cow | crabstick | crane | crate | cross
crutch | cup | curtain | cushion | cuttingboard | dais | disc | disccase | dishwasher | dock | dog | dolphin
door | drainer | dray | drinkdispenser | drinkingmachine | drop | drug | drum | drumkit | duck | dumbbell
earphone | earrings | egg | electricfan | electriciron | electricpot | electricsaw | electronickeyboard | engine
envelope | equipment | escalator | exhibitionbooth | extinguisher | eyeglass | fan | faucet | faxmachine | fence
ferriswheel | fireextinguisher | firehydrant | fireplace | fish | fishtank | fishbowl | fishingnet | fishingpole
flag | flagstaff | flame | flashlight | floor | flower | fly | foam | food | footbridge | forceps | fork
forklift | fountain | fox | frame | fridge | frog | fruit | funnel | furnace | gamecontroller | gamemachine
gascylinder | gashood | gasstove | giftbox | glass | glassmarble | globe | glove | goal | grandstand | grass
gravestone | ground | guardrail | guitar | gun | hammer | handcart | handle | handrail | hanger | harddiskdrive
hat | hay | headphone | heater | helicopter | helmet | holder | hook | horse | horse-drawncarriage
hot-airballoon | hydrovalve | ice | inflatorpump | ipod | iron | ironingboard | jar | kart | kettle | key
keyboard | kitchenrange | kite | knife | knifeblock | ladder | laddertruck | ladle | laptop | leaves | lid
lifebuoy | light | lightbulb | lighter | line | lion | lobster | lock | machine | mailbox | mannequin | map
mask | mat | matchbook | mattress | menu | metal | meterbox | microphone | microwave | mirror | missile | model
money | monkey | mop | motorbike | mountain | mouse | mousepad | musicalinstrument | napkin | net | newspaper
oar | ornament | outlet | oven | oxygenbottle | pack | pan | paper | paperbox | papercutter | parachute
parasol | parterre | patio | pelage | pen | pencontainer | pencil | person | photo | piano | picture | pig
pillar | pillow | pipe | pitcher | plant | plastic | plate | platform | player | playground | pliers | plume
poker | pokerchip | pole | pooltable | postcard | poster | pot | pottedplant | printer | projector | pumpkin
rabbit | racket | radiator | radio | rail | rake | ramp | rangehood | receiver | recorder | recreationalmachines
remotecontrol | road | robot | rock | rocket | rockinghorse | rope | rug | ruler | runway | saddle | sand | saw
scale | scanner | scissors | scoop | screen | screwdriver | sculpture | scythe | sewer | sewingmachine | shed
sheep | shell | shelves | shoe | shoppingcart | shovel | sidecar | sidewalk | sign | signallight | sink
skateboard | ski | sky | sled | slippers | smoke | snail | snake | snow | snowmobiles | sofa | spanner | spatula
speaker | speedbump | spicecontainer | spoon | sprayer | squirrel | stage | stair | stapler | stick | stickynote
stone | stool | stove | straw | stretcher | sun | sunglass | sunshade | surveillancecamera | swan | sweeper
swimring | swimmingpool | swing | switch | table | tableware | tank | tap | tape | tarp | telephone
telephonebooth | tent | tire | toaster | toilet | tong | tool | toothbrush | towel | toy | toycar | track
train | trampoline | trashbin | tray | tree | tricycle | tripod | trophy | truck | tube | turtle | tvmonitor
tweezers | typewriter | umbrella | unknown | vacuumcleaner | vendingmachine | videocamera | videogameconsole
videoplayer | videotape | violin | wakeboard | wall | wallet | wardrobe | washingmachine | watch | water
waterdispenser | waterpipe | waterskateboard | watermelon | whale | wharf | wheel | wheelchair | window
windowblinds | wineglass | wire | wood | wool
`),
  cleaned: {
    2: 'air conditioner',
    7: 'baby carriage',
    11: 'bamboo weaving',
    13: 'baseball bat',
    15: 'basketball backboard',
    25: 'bird cage',
    26: 'bird feeder',
    27: 'bird nest',
    34: 'bottle opener',
    46: 'cabinet door',
    53: 'camera lens',
    56: 'candle holder',
    62: 'casette recorder',
    63: 'cash register',
    66: 'cd player',
    68: 'cell phone',
    80: 'clothes tree',
    82: 'coffee machine',
    88: 'control booth',
    91: 'copying machine',
    106: 'cutting board',
    109: 'disc case',
    117: 'drink dispenser',
    118: 'drinking machine',
    122: 'drum kit',
    128: 'electric fan',
    129: 'electric iron',
    130: 'electric pot',
    131: 'electric saw',
    132: 'electronic keyboard',
    137: 'exhibition booth',
    142: 'fax machine',
    144: 'ferris wheel',
    145: 'fire extinguisher',
    146: 'fire hydrant',
    147: 'fire place',
    149: 'fish tank',
    151: 'fishing net',
    152: 'fishing pole',
    174: 'game controller',
    175: 'game machine',
    176: 'gas cylinder',
    177: 'gas hood',
    178: 'gas stove',
    179: 'gift box',
    181: 'glass marble',
    193: 'hand cart',
    197: 'hard disk drive',
    207: 'horse-drawn carriage',
    208: 'hot-air balloon',
    211: 'inflator pump',
    214: 'ironing board',
    220: 'kitchen range',
    223: 'knife block',
    225: 'ladder truck',
    230: 'life buoy',
    232: 'light bulb',
    244: 'match book',
    248: 'meter box',
    260: 'mouse pad',
    261: 'musical instrument',
    269: 'oxygen bottle',
    273: 'paper box',
    274: 'paper cutter',
    281: 'pen container',
    301: 'poker chip',
    303: 'pool table',
    318: 'range hood',
    321: 'recreational machines',
    322: 'remote control',
    327: 'rocking horse',
    344: 'sewing machine',
    350: 'shopping cart',
    355: 'signal light',
    371: 'speed bump',
    372: 'spice container',
    380: 'sticky note',
    389: 'surveillance camera',
    392: 'swim ring',
    393: 'swimming pool',
    403: 'telephone booth',
    413: 'toy car',
    417: 'trash bin',
    431: 'vacuum cleaner',
    432: 'vending machine',
    433: 'video camera',
    434: 'video game console',
    435: 'video player',
    436: 'video tape',
    442: 'washing machine',
    445: 'water dispenser',
    446: 'water pipe',
    447: 'water skate board',
    454: 'window blinds',
  },
};
