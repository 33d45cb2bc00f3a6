/**
 * The labels that the small models add to COCO's, as Rekognition names them. A line is a category, the parents that its
 * labels share (nearest first), and the labels.
 */
import { COCO_LABELS, type LabelKind } from './coco-labels.ts';
import { PROMPT_KINDS } from './prompt-bank.ts';

const ANIMALS = 'Animals and Pets';
const ARCHITECTURE = 'Buildings and Architecture';
const FOOD = 'Food and Beverage';
const HOBBIES = 'Hobbies and Interests';
const HOME = 'Home and Indoors';
const FURNITURE = 'Furniture and Furnishings';
const KITCHEN = 'Kitchen and Dining';
const MILITARY = 'Weapons and Military';
const NATURE = 'Nature and Outdoors';
const OBJECTS = 'Everyday Objects';
const PERFORMING = 'Performing Arts';
const PLANTS = 'Plants and Flowers';
const TECHNOLOGY = 'Technology and Computing';
const TOYS = 'Toys and Gaming';
const VEHICLES = 'Vehicles and Automotive';

const ROWS: readonly (readonly [category: string, parents: string, labels: string])[] = [
  [ANIMALS, '', 'Animal'],
  [ANIMALS, 'Animal', 'Mammal,Bird,Fish,Reptile,Amphibian,Insect,Sea Life,Wildlife,Livestock,Pet'],
  [ANIMALS, 'Mammal,Animal', 'Canine,Feline,Monkey,Rabbit,Squirrel,Hedgehog,Bat'],
  [ANIMALS, 'Canine,Mammal,Animal', 'Wolf,Fox,Coyote'],
  [ANIMALS, 'Pet,Mammal,Animal', 'Hamster,Guinea Pig'],
  [ANIMALS, 'Livestock,Mammal,Animal', 'Cattle,Pig,Goat,Alpaca,Llama,Donkey'],
  [ANIMALS, 'Feline,Wildlife,Mammal,Animal', 'Lion,Tiger,Leopard,Cheetah,Lynx,Cougar,Jaguar'],
  [ANIMALS, 'Bear,Wildlife,Mammal,Animal', 'Brown Bear,Black Bear,Polar Bear'],
  [
    ANIMALS,
    'Wildlife,Mammal,Animal',
    `Kangaroo,Koala,Deer,Antelope,Buffalo,Bison,Camel,Hippo,Rhino,Otter,Raccoon,Skunk,Badger,Meerkat,Beaver,Sloth,
    Orangutan,Gorilla,Chimpanzee,Lemur,Red Panda,Giant Panda,Wild Boar`,
  ],
  [ANIMALS, 'Sea Life,Animal', 'Whale,Dolphin,Sea Lion,Shark,Jellyfish,Starfish,Crab,Lobster,Squid,Seahorse'],
  [ANIMALS, 'Reptile,Animal', 'Turtle,Lizard,Crocodile,Snake,Dinosaur'],
  [ANIMALS, 'Amphibian,Animal', 'Frog'],
  [ANIMALS, 'Insect,Animal', 'Butterfly,Bee,Ladybug,Dragonfly,Beetle'],
  [ANIMALS, 'Animal', 'Spider,Scorpion,Snail'],
  [
    ANIMALS,
    'Bird,Animal',
    `Chicken,Ostrich,Magpie,Owl,Eagle,Vulture,Falcon,Raven,Sparrow,Canary,Woodpecker,Peacock,Parrot,Hummingbird,Toucan,
    Duck,Goose,Swan,Stork,Flamingo,Heron,Pelican,Penguin,Turkey`,
  ],
  [ANIMALS, 'Fish,Animal', 'Goldfish'],
  [NATURE, '', 'Nature,Outdoors'],
  [NATURE, 'Nature,Outdoors', 'Mountain,Cliff,Valley,Water,Coast,Snow,Field,Geyser,Reef'],
  [NATURE, 'Mountain,Nature,Outdoors', 'Volcano'],
  [NATURE, 'Coast,Water,Nature,Outdoors', 'Beach'],
  [NATURE, 'Water,Nature,Outdoors', 'Lake'],
  [PLANTS, '', 'Plant'],
  [PLANTS, 'Plant', 'Flower,Mushroom,Houseplant'],
  [ARCHITECTURE, '', 'Architecture'],
  [ARCHITECTURE, 'Architecture', 'Building'],
  [ARCHITECTURE, 'Building,Architecture', 'Stadium,House,Church,Castle,Palace,Mosque,Temple,Barn,Lighthouse,Monument'],
  [ARCHITECTURE, '', 'Bridge,Pier,Dock,Fountain,Greenhouse,Patio,Street'],
  [ARCHITECTURE, 'Indoors', 'Shop,Restaurant,Library,Cinema,Theater'],
  [PERFORMING, '', 'Stage'],
  [PERFORMING, 'Stage', 'Concert'],
  [PERFORMING, 'Musical Instrument', 'Guitar,Piano,Drum,Violin,Cello,Accordion,Saxophone,Trumpet,Harp,Flute,Trombone'],
  [PERFORMING, '', 'Musical Instrument,Microphone'],
  ['Events and Attractions', '', 'Carousel,Birthday,Wedding,Graduation,Halloween,Christmas'],
  ['Events and Attractions', 'Christmas', 'Christmas Tree'],
  ['Sports', '', 'Sport'],
  [
    'Sports',
    'Sport',
    'Soccer,Rugby,Tennis,Basketball,Baseball,Golf,Volleyball,American Football,Skiing,Scuba Diving,Parachute,Dog Sledding',
  ],
  ['Sports', 'Sport', 'Dartboard,Billiard Table,Treadmill,Dumbbell'],
  [VEHICLES, 'Vehicle,Transportation', 'Ship,Hot Air Balloon,Tram,Tractor,Caravan,Snowmobile,Helicopter,Scooter'],
  [VEHICLES, 'Boat,Vehicle,Transportation', 'Canoe,Gondola,Sailboat'],
  [VEHICLES, 'Car,Vehicle,Transportation', 'Taxi,Sports Car,Limousine'],
  [VEHICLES, 'Truck,Vehicle,Transportation', 'Fire Truck'],
  [VEHICLES, 'Vehicle,Transportation', 'Ambulance,Van,Rocket,Submarine'],
  [MILITARY, '', 'Military,Weapon'],
  [MILITARY, 'Military', 'Military Uniform,Tank'],
  ['Apparel and Accessories', 'Formal Wear', 'Suit'],
  ['Apparel and Accessories', '', 'Jewelry'],
  ['Person Description', 'Person', 'Baby'],
  [FOOD, '', 'Food,Drink'],
  [FOOD, 'Food', 'Fruit,Vegetable,Dessert,Bread,Burger,Pasta,Soup,Cheese,Salad,Sushi,Egg,Candy,Popcorn,French Fries'],
  [FOOD, 'Food', 'Taco,Burrito,Seafood,Pancake,Waffle,Croissant,Muffin'],
  [FOOD, 'Dessert,Food', 'Ice Cream,Cookie'],
  [FOOD, 'Fruit,Food', 'Strawberry,Lemon,Pineapple,Grape,Watermelon,Peach,Pear,Mango,Coconut,Grapefruit,Pomegranate'],
  [FOOD, 'Vegetable,Food', 'Tomato,Pumpkin,Cucumber,Potato,Bell Pepper,Corn'],
  [FOOD, 'Drink', 'Beer,Wine,Cocktail,Coffee,Juice,Milk'],
  [KITCHEN, '', 'Tableware,Teapot,Kettle,Stove,Barbecue Grill'],
  [FURNITURE, '', 'Furniture'],
  [FURNITURE, 'Furniture', 'Bookcase,Shelf,Desk,Wardrobe,Infant Bed'],
  [HOME, '', 'Candle,Fireplace,Lamp,Chandelier,Bathtub,Curtain,Window,Mirror'],
  [HOBBIES, '', 'Tent,Painting,Sculpture,Paintbrush,Vinyl Record,Board Game,Playing Card'],
  [TOYS, 'Toy', 'Doll,Pinwheel'],
  [TOYS, '', 'Toy,Balloon,Snowman'],
  [TECHNOLOGY, 'Electronics', 'Telephone,Camera,Headphones,Loudspeaker,Video Game Console'],
  [OBJECTS, '', 'Barrel,Bubble,Plastic Bag,Flag,Lantern,Typewriter,Hourglass,Stroller,Wheelchair'],
];

const split = (list: string): string[] => (list === '' ? [] : list.split(',').map((name) => name.trim()));

/** By name: COCO's labels and all the others that the picture models can give. */
export const LABEL_KINDS: ReadonlyMap<string, LabelKind> = new Map(
  [
    ...PROMPT_KINDS,
    ...ROWS.flatMap(([category, parents, labels]) =>
      split(labels).map((name): LabelKind => ({ name, parents: split(parents), category })),
    ),
    ...COCO_LABELS,
  ].map((kind) => [kind.name, kind]),
);
