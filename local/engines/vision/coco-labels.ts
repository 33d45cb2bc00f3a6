/** The eighty COCO classes as Rekognition names them: label, parents (nearest first), category. In COCO's order. */

export interface LabelKind {
  readonly name: string;
  readonly parents: readonly string[];
  readonly category: string;
}

const ANIMALS = 'Animals and Pets';
const CLOTHES = 'Apparel and Accessories';
const FOOD = 'Food and Beverage';
const FURNITURE = 'Furniture and Furnishings';
const HOME = 'Home and Indoors';
const KITCHEN = 'Kitchen and Dining';
const APPLIANCES = 'Home Appliances';
const OBJECTS = 'Everyday Objects';
const PEOPLE = 'Person Description';
const SPORTS = 'Sports';
const TECHNOLOGY = 'Technology and Computing';
const TRANSPORT = 'Transport and Logistics';
const VEHICLES = 'Vehicles and Automotive';

const ROWS: readonly (readonly [name: string, parents: string, category: string])[] = [
  ['Person', '', PEOPLE],
  ['Bicycle', 'Vehicle,Transportation', VEHICLES],
  ['Car', 'Vehicle,Transportation', VEHICLES],
  ['Motorcycle', 'Vehicle,Transportation', VEHICLES],
  ['Airplane', 'Aircraft,Vehicle,Transportation', VEHICLES],
  ['Bus', 'Vehicle,Transportation', VEHICLES],
  ['Train', 'Railway,Vehicle,Transportation', VEHICLES],
  ['Truck', 'Vehicle,Transportation', VEHICLES],
  ['Boat', 'Vehicle,Transportation', VEHICLES],
  ['Traffic Light', 'Light', TRANSPORT],
  ['Fire Hydrant', 'Hydrant', OBJECTS],
  ['Stop Sign', 'Road Sign,Sign,Symbol', TRANSPORT],
  ['Parking Meter', '', TRANSPORT],
  ['Bench', 'Furniture', FURNITURE],
  ['Bird', 'Animal', ANIMALS],
  ['Cat', 'Pet,Mammal,Animal', ANIMALS],
  ['Dog', 'Pet,Canine,Mammal,Animal', ANIMALS],
  ['Horse', 'Mammal,Animal', ANIMALS],
  ['Sheep', 'Livestock,Mammal,Animal', ANIMALS],
  ['Cow', 'Cattle,Livestock,Mammal,Animal', ANIMALS],
  ['Elephant', 'Wildlife,Mammal,Animal', ANIMALS],
  ['Bear', 'Wildlife,Mammal,Animal', ANIMALS],
  ['Zebra', 'Wildlife,Mammal,Animal', ANIMALS],
  ['Giraffe', 'Wildlife,Mammal,Animal', ANIMALS],
  ['Backpack', 'Bag', CLOTHES],
  ['Umbrella', 'Canopy', OBJECTS],
  ['Handbag', 'Bag,Accessories', CLOTHES],
  ['Tie', 'Formal Wear,Accessories', CLOTHES],
  ['Suitcase', 'Luggage,Baggage', 'Travel and Adventure'],
  ['Frisbee', 'Toy', 'Toys and Gaming'],
  ['Ski', 'Skiing,Sport', SPORTS],
  ['Snowboard', 'Snowboarding,Sport', SPORTS],
  ['Ball', 'Sport', SPORTS],
  ['Kite', 'Toy', 'Toys and Gaming'],
  ['Baseball Bat', 'Baseball,Sport', SPORTS],
  ['Baseball Glove', 'Baseball,Sport', SPORTS],
  ['Skateboard', 'Skateboarding,Sport', SPORTS],
  ['Surfboard', 'Surfing,Sport', SPORTS],
  ['Tennis Racket', 'Racket,Tennis,Sport', SPORTS],
  ['Bottle', '', OBJECTS],
  ['Wine Glass', 'Glass,Drink', FOOD],
  ['Cup', '', KITCHEN],
  ['Fork', 'Cutlery', KITCHEN],
  ['Knife', 'Cutlery', KITCHEN],
  ['Spoon', 'Cutlery', KITCHEN],
  ['Bowl', '', KITCHEN],
  ['Banana', 'Fruit,Food', FOOD],
  ['Apple', 'Fruit,Food', FOOD],
  ['Sandwich', 'Food', FOOD],
  ['Orange', 'Citrus Fruit,Fruit,Food', FOOD],
  ['Broccoli', 'Vegetable,Food', FOOD],
  ['Carrot', 'Vegetable,Food', FOOD],
  ['Hot Dog', 'Food', FOOD],
  ['Pizza', 'Food', FOOD],
  ['Donut', 'Sweets,Food', FOOD],
  ['Cake', 'Dessert,Food', FOOD],
  ['Chair', 'Furniture', FURNITURE],
  ['Couch', 'Furniture', FURNITURE],
  ['Potted Plant', 'Plant', 'Plants and Flowers'],
  ['Bed', 'Furniture', FURNITURE],
  ['Dining Table', 'Table,Furniture', FURNITURE],
  ['Toilet', 'Bathroom,Indoors', HOME],
  ['Tv', 'Screen,Electronics', TECHNOLOGY],
  ['Laptop', 'Computer,Electronics', TECHNOLOGY],
  ['Mouse', 'Computer Hardware,Electronics', TECHNOLOGY],
  ['Remote Control', 'Electronics', TECHNOLOGY],
  ['Computer Keyboard', 'Computer Hardware,Electronics', TECHNOLOGY],
  ['Mobile Phone', 'Phone,Electronics', TECHNOLOGY],
  ['Microwave', 'Appliance', APPLIANCES],
  ['Oven', 'Appliance', APPLIANCES],
  ['Toaster', 'Appliance', APPLIANCES],
  ['Sink', '', HOME],
  ['Refrigerator', 'Appliance', APPLIANCES],
  ['Book', 'Publication', 'Education'],
  ['Clock', '', OBJECTS],
  ['Vase', 'Pottery,Jar', HOME],
  ['Scissors', 'Blade', 'Tools and Machinery'],
  ['Teddy Bear', 'Toy', 'Toys and Gaming'],
  ['Hair Drier', 'Appliance', APPLIANCES],
  ['Toothbrush', 'Brush', 'Beauty and Personal Care'],
];

export const COCO_LABELS: readonly LabelKind[] = ROWS.map(([name, parents, category]) => ({
  name,
  parents: parents === '' ? [] : parents.split(','),
  category,
}));

export const isPerson = (coco: number): boolean => coco === 0;

export const isAnimal = (coco: number): boolean => COCO_LABELS[coco]?.category === ANIMALS;
