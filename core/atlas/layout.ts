/** Lays points of many dimensions out on a plane, so that near ones stay near: exact t-SNE, for up to some hundred points. */
import { seededRandom } from '../random.ts';

const ITERATIONS = 400;
/** At first groups are pulled together harder than they should be, so that they can pass each other. */
const EXAGGERATION = { factor: 4, iterations: 100 };
const PERPLEXITY = 12;
const SEARCH_STEPS = 50;
const START_SPREAD = 1e-2;

/**
 * Places of `count` points, x and y one after another, without a scale of their own. They start where `start` puts them,
 * so that the whole keeps its directions.
 * Algorithm: van der Maaten and Hinton, Visualizing Data using t-SNE, JMLR 9 (2008), with gains for each figure.
 */
export function layOut(vectors: Float32Array, dimensions: number, start: Float64Array, seed: number): Float64Array {
  const count = vectors.length / dimensions;
  const random = seededRandom(seed);
  const places = start.map((value) => value * START_SPREAD + (random() - 0.5) * START_SPREAD * 1e-2);
  if (count < 3) return Float64Array.from(start);
  const affinities = affinitiesOf(vectors, dimensions, count);
  const gradient = new Float64Array(places.length);
  const speed = new Float64Array(places.length);
  const gains = new Float64Array(places.length).fill(1);
  const near = new Float64Array(count * count);
  const rate = Math.max(count / EXAGGERATION.factor / 4, 50);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const early = iteration < EXAGGERATION.iterations;
    slope(places, affinities, near, early ? EXAGGERATION.factor : 1, gradient);
    const momentum = early ? 0.5 : 0.8;
    for (let n = 0; n < places.length; n++) {
      const turned = gradient[n]! > 0 !== speed[n]! > 0;
      gains[n] = Math.max(0.01, turned ? gains[n]! + 0.2 : gains[n]! * 0.8);
      speed[n] = momentum * speed[n]! - rate * gains[n]! * gradient[n]!;
      places[n] = places[n]! + speed[n]!;
    }
  }
  return places;
}

/** Symmetric shares of nearness, summing to 1, each point with the same number of neighbours that count. */
function affinitiesOf(vectors: Float32Array, dimensions: number, count: number): Float64Array {
  const squares = new Float64Array(count * count);
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < a; b++) {
      let sum = 0;
      for (let d = 0; d < dimensions; d++) sum += (vectors[a * dimensions + d]! - vectors[b * dimensions + d]!) ** 2;
      squares[a * count + b] = sum;
      squares[b * count + a] = sum;
    }
  }
  const wanted = Math.log(Math.min(PERPLEXITY, (count - 1) / 3));
  const shares = new Float64Array(count * count);
  for (let a = 0; a < count; a++)
    fitNeighbours(squares.subarray(a * count, (a + 1) * count), a, wanted, shares.subarray(a * count));
  const together = new Float64Array(count * count);
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      together[a * count + b] = Math.max(1e-12, (shares[a * count + b]! + shares[b * count + a]!) / (2 * count));
    }
  }
  return together;
}

/** Finds by halving how narrow the bell over one point has to be for its entropy to be as wanted. */
function fitNeighbours(squares: Float64Array, self: number, wanted: number, shares: Float64Array): void {
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let sharpness = 1;
  for (let step = 0; step < SEARCH_STEPS; step++) {
    let sum = 0;
    let weighted = 0;
    for (let b = 0; b < squares.length; b++) {
      const share = b === self ? 0 : Math.exp(-squares[b]! * sharpness);
      shares[b] = share;
      sum += share;
      weighted += share * squares[b]!;
    }
    sum = Math.max(sum, Number.MIN_VALUE);
    for (let b = 0; b < squares.length; b++) shares[b] = shares[b]! / sum;
    const entropy = Math.log(sum) + (sharpness * weighted) / sum;
    if (Math.abs(entropy - wanted) < 1e-5) return;
    if (entropy > wanted) low = sharpness;
    else high = sharpness;
    sharpness = high === Number.POSITIVE_INFINITY ? sharpness * 2 : (low + high) / 2;
  }
}

function slope(
  places: Float64Array,
  affinities: Float64Array,
  near: Float64Array,
  pull: number,
  gradient: Float64Array,
): void {
  const count = places.length / 2;
  let sum = 0;
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < a; b++) {
      const dx = places[2 * a]! - places[2 * b]!;
      const dy = places[2 * a + 1]! - places[2 * b + 1]!;
      const nearness = 1 / (1 + dx * dx + dy * dy);
      near[a * count + b] = nearness;
      sum += 2 * nearness;
    }
  }
  gradient.fill(0);
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < a; b++) {
      const nearness = near[a * count + b]!;
      const force = 4 * (pull * affinities[a * count + b]! - nearness / sum) * nearness;
      const x = force * (places[2 * a]! - places[2 * b]!);
      const y = force * (places[2 * a + 1]! - places[2 * b + 1]!);
      gradient[2 * a] = gradient[2 * a]! + x;
      gradient[2 * a + 1] = gradient[2 * a + 1]! + y;
      gradient[2 * b] = gradient[2 * b]! - x;
      gradient[2 * b + 1] = gradient[2 * b + 1]! - y;
    }
  }
}

/** Turns (and where that fits better mirrors) places so that they run along `directions` as far as they can. */
export function turnTowards(places: Float64Array, directions: Float64Array): Float64Array {
  const centred = centre(places);
  const wanted = centre(directions);
  let along = 0;
  let across = 0;
  let mirroredAlong = 0;
  let mirroredAcross = 0;
  for (let n = 0; n < centred.length; n += 2) {
    const [x, y, wx, wy] = [centred[n]!, centred[n + 1]!, wanted[n]!, wanted[n + 1]!];
    along += x * wx + y * wy;
    across += x * wy - y * wx;
    mirroredAlong += x * wx - y * wy;
    mirroredAcross += x * wy + y * wx;
  }
  const mirrored = Math.hypot(mirroredAlong, mirroredAcross) > Math.hypot(along, across);
  const angle = mirrored ? Math.atan2(mirroredAcross, mirroredAlong) : Math.atan2(across, along);
  const turned = new Float64Array(centred.length);
  for (let n = 0; n < centred.length; n += 2) {
    const x = centred[n]!;
    const y = mirrored ? -centred[n + 1]! : centred[n + 1]!;
    turned[n] = x * Math.cos(angle) - y * Math.sin(angle);
    turned[n + 1] = x * Math.sin(angle) + y * Math.cos(angle);
  }
  return turned;
}

function centre(places: Float64Array): Float64Array {
  const count = places.length / 2;
  let x = 0;
  let y = 0;
  for (let n = 0; n < places.length; n += 2) {
    x += places[n]! / count;
    y += places[n + 1]! / count;
  }
  return places.map((value, n) => value - (n % 2 === 0 ? x : y));
}
