/**
 * What a CLIP-like model is asked about a picture: scenes, happenings and things by their label names, and moods. A line is a
 * group, a category, the parents that its labels share (nearest first), and the labels; "Label=words" asks with other words.
 */
import type { LabelKind } from './coco-labels.ts';

/** Prompts of one group exclude one another more or less; groups do not. */
export const PROMPT_GROUPS = ['scene', 'happening', 'thing', 'mood'] as const;
export type PromptGroup = (typeof PROMPT_GROUPS)[number];

export interface Prompt {
  readonly group: PromptGroup;
  readonly label: string;
  readonly text: string;
}

const NATURE = 'Nature and Outdoors';
const PLACES = 'Buildings and Architecture';
const HOME = 'Home and Indoors';
const EVENTS = 'Events and Attractions';
const FEELINGS = 'Expressions and Emotions';
const OUTDOORS = 'Nature,Outdoors';

const ROWS: readonly (readonly [group: PromptGroup, category: string, parents: string, labels: string])[] = [
  [
    'scene',
    NATURE,
    OUTDOORS,
    `Beach=a sandy beach by the sea,Sea=the open sea,Sunset=a sunset,Sunrise=a sunrise,Mountain=mountains,Forest=a forest,
    Lake=a lake,River=a river,Waterfall=a waterfall,Desert=a desert,Field=a field of grass,Meadow=a meadow with flowers,
    Garden=a garden,Park=a park with trees,Snow=a snowy landscape,Rainbow=a rainbow in the sky,Storm=a storm,
    Lightning=lightning,Fog=fog,Cloud=clouds,Blue Sky=a clear blue sky,Starry Sky=a starry night sky,Moon=the moon,
    Aurora=northern lights,Cave=a cave,Cliff=a cliff,Canyon=a canyon,Island=a tropical island,Glacier=a glacier,
    Volcano=a volcano,Lava=lava,Jungle=a jungle,Swamp=a swamp,Autumn=autumn leaves,Cherry Blossom=cherry blossom,
    Countryside=the countryside,Farm=a farm,Vineyard=a vineyard,Hill=green hills,Dirt=bare dirt,Puddle=a puddle,
    Underwater=an underwater scene,Outer Space=outer space,Planet=a planet,Rain=rain,Night=a dark night`,
  ],
  [
    'scene',
    PLACES,
    '',
    `City=a city skyline,Night City=a city at night,Street=a street,Alley=a narrow alley,Village=a village,
    Skyscraper=skyscrapers,House=a house,Castle=a castle,Church=a church,Mosque=a mosque,Temple=a temple,Ruins=ruins,
    Bridge=a bridge,Harbor=a harbour with boats,Airport=an airport,Train Station=a train station,Highway=a highway,
    Traffic Jam=a traffic jam,Parking Lot=a parking lot,Factory=a factory,Construction Site=a construction site,
    Warehouse=a warehouse,Graffiti=a wall with graffiti,Sidewalk=a sidewalk,Brick=a brick wall,Market=a market,
    Shopping Mall=a shopping mall,Stadium=a stadium,Amusement Park=an amusement park,Playground=a playground,
    Cemetery=a cemetery,Prison=a prison cell,Slum=a slum,Abandoned Building=an abandoned building,
    Garbage Dump=a garbage dump,Pollution=smoke from chimneys,Hospital=a hospital,School=a school,Classroom=a classroom`,
  ],
  [
    'scene',
    HOME,
    'Indoors',
    `Kitchen=a kitchen,Bedroom=a bedroom,Living Room=a living room,Bathroom=a bathroom,Toilet=a dirty toilet,
    Office=an office,Library=a library,Museum=a museum,Restaurant=a restaurant,Cafe=a cafe,Bar=a bar,
    Night Club=a night club,Gym=a gym,Fireplace=a fireplace,Swimming Pool=a swimming pool,Casino=a casino`,
  ],
  [
    'happening',
    EVENTS,
    '',
    `Wedding=a wedding,Birthday Party=a birthday party,Party=a party,Concert=a concert,Festival=a festival,
    Fireworks=fireworks,Parade=a parade,Graduation=a graduation,Christmas=Christmas,Halloween=Halloween,Funeral=a funeral,
    Protest=a protest,Riot=a riot,Celebration=people celebrating,Picnic=a picnic,Camping=people camping,
    Campfire=a campfire,Dinner=people having dinner,Meeting Room=a business meeting,Performance=a stage performance,
    Circus=a circus,Carnival=a carnival`,
  ],
  [
    'happening',
    'Actions',
    '',
    `Dancing=people dancing,Hugging=people hugging,Kissing=a couple kissing,Holding Hands=people holding hands,
    Laughing=people laughing,Crying=a person crying,Shouting=an angry person shouting,Sleeping=a person sleeping,
    Reading=a person reading,Cooking=a person cooking,Praying=a person praying,Smoking=a person smoking,
    Drinking=people drinking,Eating=people eating,Working=people at work,Studying=students studying,
    Jumping=a person jumping,Running=people running,Hiking=people hiking,Climbing=a rock climber,Swimming=people swimming,
    Surfing=a surfer,Skiing=a skier,Skydiving=a skydiver,Scuba Diving=a scuba diver,Cycling=a cyclist,Yoga=a person doing yoga,
    Boxing=a boxing match,Soccer=a soccer match,Basketball=a basketball game,Rugby=a rugby match,Tennis=a tennis match,
    Baseball=a baseball game,Horse Racing=a horse race,Race=a car race,Fishing=a person fishing,Sailing=a sailing boat,
    Singing=a singer,Shopping=people shopping,Meditation=a person meditating,Portrait=a portrait of a person,
    Selfie=a selfie,Crowd=a crowd of people`,
  ],
  [
    'happening',
    'Public Safety',
    '',
    `War=war,Explosion=an explosion,Wildfire=a wildfire,Fire=a building on fire,Flood=a flood,Earthquake=earthquake damage,
    Tornado=a tornado,Car Accident=a car accident,Destruction=destroyed houses,Injury=an injured person,Blood=blood,
    Surgery=a surgery,Soldier=soldiers,Weapon=a gun pointed at somebody,Police=police officers,Arrest=a person being arrested,
    Refugee=refugees,Homeless=a homeless person,Corpse=a dead body,Emaciated=a starving child,Skull=a skull`,
  ],
  [
    'thing',
    'Person Description',
    'Person',
    `Baby=a baby,Child=a child,Couple=a couple in love,Family=a family,Friends=a group of friends,
    Senior Citizen=an elderly person,Bride=a bride,Musician=a musician,Doctor=a doctor,Athlete=an athlete,
    Astronaut=an astronaut,Firefighter=a firefighter,Clown=a clown`,
  ],
  [
    'thing',
    'Animals and Pets',
    'Animal',
    `Dog=a dog,Puppy=a puppy,Cat=a cat,Kitten=a kitten,Horse=a horse,Cow=a cow,Sheep=a sheep,Goat=a goat,Pig=a pig,
    Bird=a bird,Pigeon=a pigeon,Crow=a crow,Eagle=an eagle,Owl=an owl,Duck=a duck,Penguin=a penguin,Parrot=a parrot,
    Fish=a fish,Shark=a shark,Dolphin=a dolphin,Whale=a whale,Jellyfish=a jellyfish,Turtle=a turtle,Snake=a snake,
    Lizard=a lizard,Crocodile=a crocodile,Frog=a frog,Spider=a spider,Insect=an insect,Cockroach=a cockroach,
    Butterfly=a butterfly,Bee=a bee,Lion=a lion,Tiger=a tiger,Elephant=an elephant,Monkey=a monkey,Bear=a bear,
    Wolf=a wolf,Fox=a fox,Deer=a deer,Rabbit=a rabbit,Squirrel=a squirrel,Rat=a rat,Giraffe=a giraffe,Zebra=a zebra,
    Panda=a panda`,
  ],
  [
    'thing',
    'Everyday Objects',
    '',
    `Flower=flowers,Rose=a rose,Sunflower=a sunflower,Tree=a tree,Cake=a cake,Ice Cream=ice cream,Dessert=a dessert,
    Fruit=fruit,Vegetable=vegetables,Meal=a plate of food,Coffee=a cup of coffee,Wine=a glass of wine,Beer=a glass of beer,
    Guitar=a guitar,Piano=a piano,Book=books,Computer=a computer,Mobile Phone=a phone,Car=a car,Motorcycle=a motorcycle,
    Bicycle=a bicycle,Train=a train,Airplane=an airplane,Boat=a boat,Hot Air Balloon=a hot air balloon,Rocket=a rocket,
    Balloon=balloons,Candle=candles,Gift=a present,Toy=toys,Teddy Bear=a teddy bear,Money=money,Jewelry=jewellery,
    Clothing=clothes,Furniture=furniture,Tool=tools,Bottle=bottles,Cup=cups,Trash=litter,Cigarette=cigarettes,
    Syringe=a syringe,Gun=a gun,Knife=a knife,Statue=a statue,Painting=a painting,Text=a page of text,Umbrella=an umbrella,
    Bubble=soap bubbles,Heart=a heart shape,Flag=a flag,Mask=a mask`,
  ],
  [
    'mood',
    FEELINGS,
    '',
    `Joy=a joyful photo,Delight=a delightful photo,Love=a loving photo,Romantic=a romantic photo,Happiness=a happy photo,
    Relaxation=a relaxing photo,Excited=an exciting photo,Adventure=an adventurous photo,Sad=a sad photo,
    Lonely=a lonely photo,Bored=a boring photo,Despair=a photo of despair,Rage=an angry photo,Scary=a frightening photo,
    Disgust=a disgusting photo,Cute=a cute photo,Beautiful=a beautiful photo,Peaceful=a peaceful photo,
    Dramatic=a dramatic photo,Gloom=a gloomy photo,Funny=a funny photo,Violence=a violent photo,Dull=a dull photo`,
  ],
];

const entriesOf = (list: string) =>
  list.split(',').map((entry) => {
    const [label, words] = entry.trim().split('=') as [string, string];
    return { label, words };
  });

export const PROMPTS: readonly Prompt[] = ROWS.flatMap(([group, , , list]) =>
  entriesOf(list).map(({ label, words }) => ({ group, label, text: group === 'mood' ? words : `a photo of ${words}` })),
);

/** The kinds of the bank's labels, for those that no other table has. */
export const PROMPT_KINDS: readonly LabelKind[] = ROWS.flatMap(([, category, parents, list]) =>
  entriesOf(list).map(({ label }) => ({
    name: label,
    category,
    parents: parents === '' ? [] : parents.split(',').filter((parent) => parent !== label),
  })),
);
