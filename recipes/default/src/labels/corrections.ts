/** Words that are right in WordNet and wrong to learn: too abstract to be seen, or usually something else. */
export const rejected: ReadonlySet<string> = new Set([
  // abstract
  ...'vertebrate,chordate,placental,bovid,ruminant,herb,device,implement,equipment,instrument,machine,mechanism,part'.split(
    ',',
  ),
  ...'surface,sheet,strip,band,rod,support,framework,protective covering,covering,commodity,material,substance'.split(
    ',',
  ),
  ...'representation,work,publication,communication,signal,collection,group,connective tissue,structure,organ'.split(
    ',',
  ),
  ...'layer,panel,plate,disk,formation,adult,male,female,primate,worker,leader,solid,case,set,state,pair,dish'.split(
    ',',
  ),
  ...'transport,furnishing,adornment,ware,seed plant,vascular plant,woody plant,binary compound,compound'.split(
    ',',
  ),
  ...'compound lever,lever,reflector,obstruction,movable barrier,barrier,discharge pipe,pipe,tube,conduit'.split(
    ',',
  ),
  ...'hydrant,peripheral,receiver,blower,hand wear,floor cover,false fruit,edible fruit,edge tool,video display'.split(
    ',',
  ),
  ...'domestic animal,pachyderm,partition,toiletry,screen,stick,shelter,timer,leg covering,graphic art,art'.split(
    ',',
  ),
  ...'organic structure,monitoring device,passenger vehicle,accessory,brush,body covering,architecture'.split(
    ',',
  ),
  ...'consumer goods,durables,rotating mechanism,game equipment,sports implement,reproductive structure,plant organ'.split(
    ',',
  ),
  ...'animal tissue,horizontal surface,upper surface,supporting structure,product,white goods,electronic device'.split(
    ',',
  ),
  ...'input device,digital computer,measuring instrument,optical instrument,cutting implement,angiosperm'.split(
    ',',
  ),
  // ambiguous
  ...'main,gulf,settle,red hot,soul,homo,national,white,leader,african,have,wife,mortal,somebody,someone'.split(
    ',',
  ),
  ...'individual,newfoundland,mount,turtle,electric,cruiser,lumber,scanty,timothy,ben,poppy,mini,stole,nude'.split(
    ',',
  ),
  ...'miniature,chad,manila,card,pad,console,altar,booth,throne,pot,chassis,derby,sub,true cat,boob tube'.split(
    ',',
  ),
  ...'coffin,wheelchair,cookie,mammoth,cooler,wear,wearable,sinker,geta,patten,sabot,ticker,shades,frank'.split(
    ',',
  ),
  ...'passerine,archaeopteryx,hoy,samba,hazel,veronica,columbine,spitz,pinto,newmarket,hessian,leghorn,balmoral'.split(
    ',',
  ),
  ...'threads,confetti,stablemate,cereal,detour,shortcut,inset,iconography,cuticle,foreskin,lash,boa,doublet'.split(
    ',',
  ),
  ...'sneaker,sandal,blinder,rink,trappings,gourd,flipper'.split(','),
  ...'calculus,gun barrel,rails,coco,waft,bloomer,racetrack,dwelling,tract,enclosure,plumbing fixture'.split(
    ',',
  ),
  ...'stick,panel,icon,ikon,graphic,commode,potty,lounge chair,bureau,handball,softball,bomber,theater'.split(
    ',',
  ),
]);

/** What WordNet's tree lacks: a bus and a train are "public transport" there, beside the vehicles. */
export const alsoBroader: Readonly<Record<string, readonly string[]>> = {
  bus: ['vehicle'],
  train: ['vehicle'],
};

/**
 * People are animals in WordNet, most kinds of person are not seen, terrain is for soldiers, rivers have names, and much that stands in
 * rooms and streets means something else first.
 */
export const instead: Readonly<
  Record<string, { readonly synonyms?: readonly string[]; readonly broader?: readonly string[] }>
> = {
  animal: { synonyms: ['beast', 'creature', 'critter'], broader: [] },
  'arcade machine': { synonyms: ['arcade game', 'slot machine'], broader: [] },
  bar: { synonyms: ['pub', 'saloon', 'tavern'], broader: [] },
  booth: { synonyms: ['stall', 'kiosk'], broader: [] },
  'bulletin board': { synonyms: ['notice board', 'pinboard'], broader: [] },
  column: { synonyms: ['pillar'], broader: [] },
  computer: { synonyms: ['laptop', 'personal computer'], broader: [] },
  'conveyor belt': { synonyms: ['conveyor', 'conveyer belt'], broader: [] },
  cushion: { synonyms: ['cushions'], broader: [] },
  escalator: { synonyms: ['moving stairs'], broader: [] },
  field: { synonyms: ['farmland', 'pasture', 'meadow'], broader: [] },
  ground: { synonyms: ['soil', 'earth', 'dirt'], broader: [] },
  'kitchen island': { synonyms: [], broader: [] },
  lake: { synonyms: ['pond', 'lagoon'], broader: ['water'] },
  land: { synonyms: ['terrain', 'soil'], broader: [] },
  light: { synonyms: ['ceiling light', 'lighting'], broader: [] },
  monitor: { synonyms: ['computer monitor', 'computer screen'], broader: [] },
  path: { synonyms: ['trail', 'footpath', 'track'], broader: [] },
  pedestal: { synonyms: ['plinth'], broader: [] },
  plant: { synonyms: ['vegetation', 'greenery', 'shrub', 'bush', 'foliage'], broader: [] },
  plate: { synonyms: ['saucer', 'platter'], broader: ['tableware'] },
  pole: { synonyms: ['post', 'pillar'], broader: [] },
  poster: { synonyms: ['placard'], broader: [] },
  river: { synonyms: ['stream', 'creek', 'brook'], broader: ['water'] },
  rock: { synonyms: ['stone', 'boulder'], broader: [] },
  runway: { synonyms: ['airstrip', 'tarmac'], broader: [] },
  screen: { synonyms: ['display', 'computer screen'], broader: [] },
  sea: { synonyms: ['ocean'], broader: ['water'] },
  stage: { synonyms: ['podium'], broader: [] },
  step: { synonyms: ['stair', 'doorstep'], broader: [] },
  'street light': { synonyms: ['streetlight', 'street lamp', 'lamppost'], broader: [] },
  'swimming pool': { synonyms: ['pool'], broader: [] },
  tank: { synonyms: ['storage tank', 'cistern'], broader: ['container'] },
  van: { synonyms: ['minivan', 'minibus'], broader: ['motor vehicle', 'vehicle'] },
  person: { synonyms: ['human', 'human being', 'man', 'woman', 'people'], broader: [] },
  body: { synonyms: ['human body'], broader: [] },
  other: { synonyms: [], broader: [] },
  vegetation: { synonyms: ['plants', 'trees', 'bushes', 'greenery', 'foliage'], broader: ['plant'] },
  terrain: { synonyms: ['ground', 'field', 'land', 'soil'], broader: [] },
};
