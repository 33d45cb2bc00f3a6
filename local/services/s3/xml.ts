/** The little XML that S3 speaks: writing replies, reading the two request documents it takes. */
import { S3Error } from './errors.ts';

/** Element content: text, a nested element, or several of the same name. Undefined elements are left out. */
export type XmlValue = string | number | boolean | undefined | XmlElement | ReadonlyArray<string | XmlElement>;
export interface XmlElement {
  readonly [name: string]: XmlValue;
}

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** A document with one root element, in S3's namespace but for errors, as S3 itself does. */
export function writeXml(root: string, content: XmlElement): string {
  const namespace = root === 'Error' ? '' : ` xmlns="${NAMESPACE}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${namespace}>${children(content)}</${root}>`;
}

function children(content: XmlElement): string {
  return Object.entries(content)
    .flatMap(([name, value]) => (Array.isArray(value) ? value.map((item) => [name, item]) : [[name, value]]))
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) => `<${name}>${typeof value === 'object' ? children(value) : escapeXml(String(value))}</${name}>`,
    )
    .join('');
}

/** Escapes markup, and control characters as S3 does: as references, since object keys may hold them. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"\r\n\p{Cc}]/gu, (c) => {
    const named = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }[c];
    return named ?? `&#x${c.codePointAt(0)!.toString(16)};`;
  });
}

/** A parsed element: its text where it has no child elements, and its children in order. */
export interface ParsedElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly ParsedElement[];
}

const MAX_DEPTH = 8;

/**
 * Reads a document of elements and text. Document types are refused (no entities to expand), comments and instructions
 * skipped. Throws `MalformedXML`.
 */
export function parseXml(document: string): ParsedElement {
  const malformed = () => new S3Error('MalformedXML', 'The XML you provided was not well-formed.');
  const token =
    /<(?:\?[^>]*\?|!--[\s\S]*?--|(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?))>|([^<]+)/gy;
  const root = { name: '', text: '', children: [] as ParsedElement[] };
  const stack = [root];
  while (token.lastIndex < document.length) {
    const match = token.exec(document);
    if (!match) throw malformed();
    const [, closing, name, attributes, selfClosing, text] = match;
    const current = stack.at(-1)!;
    if (text !== undefined) {
      current.text += decodeEntities(text, malformed);
    } else if (name === undefined) {
    } else if (closing) {
      if (stack.length === 1 || current.name !== localName(name) || attributes) throw malformed();
      stack.pop();
    } else {
      const element = { name: localName(name), text: '', children: [] as ParsedElement[] };
      current.children.push(element);
      if (!selfClosing && stack.push(element) > MAX_DEPTH) throw malformed();
    }
  }
  const [document_, ...more] = root.children;
  if (stack.length !== 1 || !document_ || more.length > 0 || root.text.trim() !== '') throw malformed();
  return document_;
}

/** Text of the named child; undefined where there is none. */
export function childText(element: ParsedElement, name: string): string | undefined {
  return element.children.find((child) => child.name === name)?.text;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function decodeEntities(text: string, malformed: () => S3Error): string {
  return text.replace(/&([^;&\s]*);?/g, (whole, body: string) => {
    const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[body];
    if (named !== undefined && whole.endsWith(';')) return named;
    const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(body);
    const point = number ? Number.parseInt(number[1] ?? number[2]!, number[1] ? 16 : 10) : Number.NaN;
    if (!whole.endsWith(';') || !(point > 0 && point <= 0x10ffff)) throw malformed();
    return String.fromCodePoint(point);
  });
}
