/**
 * What the object labeler's own names are called here. Of its 631 the ones that stand nowhere below are not told: they
 * are clothing, hardware and kitchen tools, which say nothing about a moment, or were mostly wrong in everyday photos
 * (toy figures, gloves, fountains, castles).
 */

/**
 * How far a name is believed. `trusted`: right in nearly every photo at .5 and more. `checked`: given where ImageNet's
 * network sees the same or a broader thing too, or where it knows nothing of the kind and the score is high.
 */
export type LabelerTrust = 'trusted' | 'checked';

/** Comma-separated names of the labeler; "A=B" gives A the label B. */
const TRUSTED = 'Person,Flower,Plant';

const CHECKED = `
  Magpie,Sea turtle=Turtle,Tortoise=Turtle,Turtle,Toothbrush,Beer,Bridge,Board game,Parking meter,Traffic light,
  Croissant,Cucumber,Teddy bear,Ambulance,Vinyl record,Banjo=Guitar,Guitar,Ball,Backpack,Bicycle,Kid bike=Bicycle,
  Stadium,Boat,Surfboard,Headphones,Hot dog,Bus,Barge=Boat,Laptop,Bear,Waffle,Pancake,Brown bear,Woodpecker,
  Blue jay=Bird,Pretzel=Bread,Bagel=Bread,Teapot,Bee,Bat,Starfish,Popcorn,Burrito,Balloon,Tent,Lantern,Limousine,
  Necklace=Jewelry,Bracelet=Jewelry,Earrings=Jewelry,Jewellery=Jewelry,Cheese,Fire hydrant,Barbecue grill,Muffin,
  Snowmobile,Clock,Wall clock=Clock,Alarm clock=Clock,Grandfather clock=Clock,Camel,Cattle,Suit,Desk,Cat,
  Bronze sculpture=Sculpture,Sculpture,Juice,Gondola,Beetle,Tank,Wine bottle=Bottle,Water bottle=Bottle,Bottle,
  Cookie,Furniture,Cocktail,Christmas tree,Drum,Dessert,Drink,Zucchini=Vegetable,Oven,Couch,Loveseat=Couch,
  Lemur,Dolphin,Harbor seal=Sea Lion,Sea lion,Volleyball,Vase,Wardrobe,Food,Chandelier,Stove,Gas stove=Stove,
  Stop sign,Fruit,French fries,Barrel,Kite,Tart=Dessert,Fox,Flag,Jaguar,Egg,Grape,Bookcase,Shelf,Panda=Giant Panda,
  Red panda,Giraffe,Rhinoceros=Rhino,Bathtub,Stroller,Goldfish,Houseplant,Goat,House,Harp,Hamster,Kettle,Bed,
  Infant bed,Fireplace,Insect,Microphone,Artichoke=Vegetable,Motorcycle,Table=Furniture,Kangaroo,Koala,Lynx,Lighthouse,
  Lizard,Billiard table,Mushroom,Baked goods=Food,Painting,Piano,Musical keyboard=Piano,Playing card,Potato,Pasta,
  Penguin,Pumpkin,Pear,Polar bear,Pizza,Pig,Snowboard,Skateboard,Rifle=Weapon,Shotgun=Weapon,Handgun=Weapon,
  Weapon,Raven,Rabbit,Saxophone,Submarine sandwich=Sandwich,Sandwich,Ship,Sushi,Ski,Squirrel,Submarine,Scorpion,
  Snake,Coffee table=Furniture,Video game console,Sheep,Single-lens reflex camera=Camera,Camera,Television=Tv,
  Trombone,Taco,Telephone,Corded phone=Telephone,Mobile phone,Tiger,Strawberry,Trumpet,Tomato,Train,cup=Cup,
  Coffee cup=Cup,Teacup=Cup,Mug=Cup,Truck,Coffeemaker=Coffee,Violin,Whale,Zebra,Monkey,Lion,Bread,Chicken,Eagle,
  Helicopter,Owl,Duck,Hippopotamus=Hippo,Crocodile,Squid,Lemon,Deer,Frog,Banana,Rocket,Wine glass,
  Oyster=Seafood,Shrimp=Seafood,Book,Elephant,Shark,Candle,Leopard,Canary,Cheetah,Hamburger=Burger,Loudspeaker,Building,
  Fish,Lobster,Asparagus=Vegetable,Hedgehog,Porcupine=Hedgehog,Airplane,Otter,Bull=Cattle,Bench,Ice cream,
  Caterpillar=Insect,Butterfly,Moths and butterflies=Butterfly,Parachute,Orange,Antelope,Castle,Jellyfish,Goose,Mule=Donkey,
  Swan,Peach,Coconut,Scooter,Soccer ball=Soccer,Raccoon,Lamp,Vegetable,Falcon,Snail,Spider,Cabbage=Vegetable,
  Carrot,Mango,Flowerpot=Potted Plant,Pineapple,Basketball,Cake,Dragonfly,Lady bug=Ladybug,Candy,Salad,
  Parrot,Sparrow,Van,Dartboard,Broccoli,Umbrella,Pastry=Dessert,Grapefruit,Bell pepper,Turkey,Pomegranate,
  Doughnut=Donut,Car,Skunk,Watermelon,Cantaloupe=Fruit,Flute,Accordion,Crab,Seahorse,Alpaca,Canoe,Wheelchair,
  Rugby ball=Rugby,Tennis ball=Tennis,Tennis racket=Tennis,Golf ball=Golf,Baseball,Snowman,Pinwheel,
  Treadmill,Dumbbell,Dinosaur,Doll,Milk,Tableware,Curtain,Mirror,Window,Diaper=Baby,Bib=Baby,Baby carrier=Baby,Football=Ball,Apple,
  Ostrich,Ant=Insect,Snack=Food,Stuffed toy=Teddy Bear
`;

function entries(list: string, trust: LabelerTrust): [string, { name: string; trust: LabelerTrust }][] {
  return list.split(',').map((entry) => {
    const [own, given = titled(own!)] = entry.trim().split('=') as [string, string?];
    return [own, { name: given, trust }];
  });
}

/** "Ice cream" is the label "Ice Cream". */
const titled = (name: string): string => name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());

/** By the labeler's own name. */
export const LABELER_LABELS: ReadonlyMap<string, { readonly name: string; readonly trust: LabelerTrust }> = new Map([
  ...entries(TRUSTED, 'trusted'),
  ...entries(CHECKED, 'checked'),
]);
