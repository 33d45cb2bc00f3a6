/** Draws the points of a map: with WebGL, or where there is none on a plain canvas. */
import { type CatalogueMap, MAP_UNITS } from '../../../core/contracts/map-file.ts';
import { sideOf, type View } from './view.ts';

export type Colour = [number, number, number];
export interface Painter {
  /** The canvas' own pixels are meant; `ratio` of them make one of the page. */
  draw(view: View, ratio: number): void;
  colour(colours: readonly Colour[]): void;
  dispose(): void;
}

/** So many points fill the map with the smallest dots; fewer are drawn larger. */
const FULL = 30_000;

/** Diameter of a dot in pixels of the page: it grows with the zoom, and where there are few. */
function dotSize(zoom: number, points: number): number {
  const room = Math.min(2.4, Math.max(1, Math.sqrt(FULL / Math.max(1, points)) / 1.6));
  return Math.min(10, (1.3 + 0.75 * Math.sqrt(zoom)) * room);
}

export function painterOf(canvas: HTMLCanvasElement, map: CatalogueMap): Painter {
  const gl = canvas.getContext('webgl', { antialias: false, alpha: true, premultipliedAlpha: true });
  return gl ? webGlPainter(gl, canvas, map) : plainPainter(canvas, map);
}

const VERTEX = `
attribute vec2 place; attribute float known; attribute vec3 tint;
uniform vec2 middle; uniform vec2 stretch; uniform float size;
varying vec3 colour;
void main() {
  gl_Position = vec4((place - middle) * stretch, 0.0, 1.0);
  gl_PointSize = size * (0.75 + 0.75 * known);
  colour = tint;
}`;
const FRAGMENT = `
precision mediump float;
varying vec3 colour;
void main() {
  vec2 off = gl_PointCoord - 0.5;
  if (dot(off, off) > 0.25) discard;
  gl_FragColor = vec4(colour, 1.0);
}`;

function webGlPainter(gl: WebGLRenderingContext, canvas: HTMLCanvasElement, map: CatalogueMap): Painter {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(kind);
    if (!shader) throw new Error('The graphics context was lost.');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  // biome-ignore lint/correctness/useHookAtTopLevel: a method of WebGL, and no hook.
  gl.useProgram(program);
  const places = new Uint16Array(map.ordinals.length * 2);
  for (let row = 0; row < map.ordinals.length; row++) places.set([map.x[row]!, map.y[row]!], row * 2);
  attribute(gl, program, 'place', 2, gl.UNSIGNED_SHORT, places);
  attribute(
    gl,
    program,
    'known',
    1,
    gl.UNSIGNED_BYTE,
    map.popularity.map((value) => value * 2.55),
  );
  const tints = attribute(gl, program, 'tint', 3, gl.UNSIGNED_BYTE, new Uint8Array(map.ordinals.length * 3));
  const [middle, stretch, size] = ['middle', 'stretch', 'size'].map((name) => gl.getUniformLocation(program, name));
  return {
    colour(colours) {
      gl.bindBuffer(gl.ARRAY_BUFFER, tints);
      gl.bufferData(gl.ARRAY_BUFFER, tintsOf(map, colours), gl.STATIC_DRAW);
    },
    draw(view, ratio) {
      const { width, height } = canvas;
      const side = sideOf({ width, height }, view.zoom);
      gl.viewport(0, 0, width, height);
      gl.clearColor(0, 0, 0, 0);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.uniform2f(middle!, view.x, view.y);
      gl.uniform2f(stretch!, (2 * side) / width, (-2 * side) / height);
      gl.uniform1f(size!, dotSize(view.zoom, map.ordinals.length) * ratio);
      gl.drawArrays(gl.POINTS, 0, map.ordinals.length);
    },
    dispose: () => gl.getExtension('WEBGL_lose_context')?.loseContext(),
  };
}

function attribute(
  gl: WebGLRenderingContext,
  program: WebGLProgram,
  name: string,
  figures: number,
  type: number,
  values: Uint8Array | Uint16Array,
): WebGLBuffer {
  const buffer = gl.createBuffer();
  const at = gl.getAttribLocation(program, name);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
  gl.enableVertexAttribArray(at);
  gl.vertexAttribPointer(at, figures, type, true, 0, 0);
  return buffer;
}

function tintsOf(map: CatalogueMap, colours: readonly Colour[]): Uint8Array {
  const tints = new Uint8Array(map.ordinals.length * 3);
  let row = 0;
  map.regions.forEach(({ points }, region) => {
    const bytes = colours[region]!.map((value) => Math.round(value * 255));
    for (const end = row + points; row < end; row++) tints.set(bytes, row * 3);
  });
  return tints;
}

function plainPainter(canvas: HTMLCanvasElement, map: CatalogueMap): Painter {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser draws nothing.');
  let inks: string[] = [];
  return {
    colour(colours) {
      inks = colours.map((colour) => `rgb(${colour.map((value) => Math.round(value * 255)).join(' ')})`);
    },
    draw(view, ratio) {
      const { width, height } = canvas;
      const side = sideOf({ width, height }, view.zoom);
      const dot = Math.max(1, dotSize(view.zoom, map.ordinals.length) * ratio * 0.8);
      context.clearRect(0, 0, width, height);
      let row = 0;
      map.regions.forEach(({ points }, region) => {
        context.fillStyle = inks[region] ?? 'currentColor';
        for (const end = row + points; row < end; row++) {
          const x = (map.x[row]! / MAP_UNITS - view.x) * side + width / 2;
          const y = (map.y[row]! / MAP_UNITS - view.y) * side + height / 2;
          if (x > -dot && y > -dot && x < width && y < height) context.fillRect(x, y, dot, dot);
        }
      });
    },
    dispose: () => undefined,
  };
}
