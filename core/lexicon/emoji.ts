/** What common emoji say. Skin tones and variation selectors are taken off before they are looked up. */
import type { Theme } from '../themes.ts';

type EmojiGroup = readonly [valence: number, energy: number, emoji: string, ...themes: Theme[]];

const GROUPS: readonly EmojiGroup[] = [
  [0.86, 0.6, '😀 😃 😄 😁 😊 🙂 😆 😸 🤗 😺'],
  [0.85, 0.76, '😂 🤣 😹 😜 🤪 😝'],
  [0.7, 0.5, '😅 😉 😋 😏 👍 👌 😇'],
  [0.9, 0.58, '😍 🥰 😘 😻 ❤ 💕 💖 💗 💓 💞 💘 🧡 💛 💚 💙 💜', 'new-love'],
  [0.82, 0.74, '😎 🤩 🔥 💯 🙌 👏 ⚡ 🤘'],
  [0.7, 0.16, '😌 🧘 🍃 ☮', 'peace'],
  [0.92, 0.86, '🎉 🥳 🎊 🎈 🪩', 'celebration', 'party'],
  [0.88, 0.66, '🎂 🎁', 'birthday', 'celebration'],
  [0.86, 0.6, '🎓', 'graduation', 'celebration'],
  [0.9, 0.58, '💍 👰 🤵 💒', 'wedding'],
  [0.92, 0.82, '🏆 🥇 🏅', 'victory', 'celebration'],
  [0.74, 0.72, '💪', 'perseverance'],
  [0.62, 0.24, '🙏', 'faith', 'hope'],
  [0.14, 0.3, '💔', 'breakup'],
  [0.18, 0.3, '😢 😞 😔 😟 🙁 ☹ 😥 😿 🥺 😓 😪'],
  [0.22, 0.48, '😭'],
  [0.28, 0.22, '😕 😐 😑 🙃 😶 🥱 😒 🙄'],
  [0.2, 0.24, '😩 😫 😖 😣'],
  [0.16, 0.84, '😡 🤬 😠 👿 💢', 'anger'],
  [0.24, 0.76, '😱 😨 😰 😬 🤯'],
  [0.26, 0.26, '🤒 🤕 🤢 🤮 😷 🤧'],
  [0.5, 0.1, '😴 💤 🛌', 'dreams'],
  [0.74, 0.52, '🐶 🐕 🐾 🐱 🐈 🐩', 'pets'],
  [0.7, 0.45, '🐦 🦊 🐻 🦋 🐘 🐴 🐎 🐢 🐬', 'animals'],
  [0.82, 0.3, '🌅', 'sunrise'],
  [0.82, 0.3, '🌇 🌆', 'sunset'],
  [0.82, 0.52, '☀ 🌞 🌴 ⛱ 🏖', 'summer', 'beach'],
  [0.76, 0.42, '🌊 ⛵', 'sea'],
  [0.4, 0.32, '🌧 ☔ 🌦', 'rain'],
  [0.3, 0.72, '⛈ 🌩 🌪'],
  [0.68, 0.34, '❄ ⛄ ☃', 'snow', 'winter'],
  [0.84, 0.48, '🎄 🎅', 'christmas'],
  [0.64, 0.28, '🍂 🍁', 'autumn'],
  [0.82, 0.34, '🌸 🌹 🌻 🌷 🌺 🌼 💐', 'flowers'],
  [0.8, 0.46, '🌈', 'hope'],
  [0.74, 0.26, '🌙 🌛 🌃', 'night'],
  [0.78, 0.4, '⭐ 🌟 ✨', 'wonder'],
  [0.76, 0.5, '⛰ 🏔 🥾', 'mountains'],
  [0.7, 0.3, '🌲 🌳 🏕', 'forest'],
  [0.76, 0.6, '✈ 🧳 🗺', 'travel'],
  [0.66, 0.56, '🚗 🛣 🏍', 'road'],
  [0.76, 0.62, '🎶 🎵 🎸 🎤 🎹 🥁 🎷', 'music-making'],
  [0.84, 0.84, '💃 🕺', 'dancing'],
  [0.74, 0.74, '⚽ 🏀 🏈 🎾 🏐 🏃 🚴', 'sport'],
  [0.76, 0.44, '🍕 🍔 🍰 🍦 🍝 🍣 🥐 🍓 🍫', 'food'],
  [0.76, 0.6, '🍻 🍺 🍷 🥂 🍾 🍹', 'drinking'],
  [0.72, 0.28, '☕ 🍵', 'drinking'],
  [0.82, 0.44, '👶 🍼', 'children', 'new-beginning'],
  [0.74, 0.34, '🏡 🏠', 'home'],
  [0.66, 0.62, '💀 ☠ 🤭'],
  [0.66, 0.3, '🥹 🤍 🫶 🤎', 'new-love'],
  [0.4, 0.3, '🖤 🫠 🤡 😮‍💨 😵'],
  [0.82, 0.46, '💑 💏 🫂', 'new-love'],
  [0.8, 0.5, '👨‍👩‍👧 👨‍👩‍👧‍👦 👪', 'family'],
  [0.84, 0.44, '🤱 🤰 🧸', 'children', 'family'],
  [0.86, 0.76, '🎆 🎇', 'celebration', 'night'],
  [0.6, 0.6, '🎃 👻', 'night', 'party'],
  [0.74, 0.66, '🎮 🕹', 'friendship'],
  [0.68, 0.7, '🏋 🏊 🏄 🧗 🚵 ⛷ 🏂', 'sport'],
  [0.74, 0.6, '💸 💰 🤑', 'money'],
  [0.68, 0.44, '🚂 🚆 🚄 🚉', 'train', 'travel'],
  [0.76, 0.56, '🛫 🛬 🚀', 'flight'],
  [0.78, 0.5, '🌍 🌎 🌏 🚐', 'travel', 'freedom'],
  [0.74, 0.3, '🌱 🪴', 'flowers', 'new-beginning'],
  [0.76, 0.4, '🍳 🥘 🍲 🌮 🥞 🍜 🧁 🍪', 'food', 'home'],
  [0.56, 0.26, '📚 📖 💻', 'work'],
  [0.5, 0.74, '✊ 📢', 'protest'],
  [0.8, 0.66, '👯', 'friendship', 'party'],
  [0.64, 0.62, '🥵'],
  [0.5, 0.3, '🥶', 'winter'],
  [0.7, 0.2, '🌌 🌠 🪐', 'stars', 'wonder'],
  [0.24, 0.7, '😤', 'anger'],
];

/** Emoji of mourning: the caption is sensitive. */
export const MOURNING_EMOJI: ReadonlySet<string> = new Set(['⚰', '🪦', '🕊', '🎗']);

export interface EmojiMeaning {
  valence: number;
  energy: number;
  themes: readonly Theme[];
}

export const EMOJI: ReadonlyMap<string, EmojiMeaning> = new Map(
  GROUPS.flatMap(([valence, energy, emoji, ...themes]) =>
    emoji.split(' ').map((one) => [one, { valence, energy, themes }] as const),
  ),
);
