/**
 * The one player of the app: a queue, one audio element, and what is told about them. It lives outside of React, so that
 * it survives every change of page.
 */
import type { Preview } from '../../../core/contracts/previews.ts';
import { gainFor } from '../../../core/previews/gain.ts';
import { readRecap } from '../client';
import { strings } from '../strings';
import type { QueueItem } from './items';
import { previewToPlay } from './previews';
import { silence } from './silence';

const TEXT = strings.player;
/** Steps a second in which the position is told: often enough for words, seldom enough for a slow phone. */
const TICKS = 15;
const STEP_SECONDS = 5;
/** Past this, going back begins the same one anew. */
const RESTART_SECONDS = 3;

export type PlayerState = {
  items: readonly QueueItem[];
  at: number;
  status: 'paused' | 'loading' | 'playing';
  /** Seconds; 0 until it is known. */
  duration: number;
  /** Whose preview it is. */
  recording: Preview['recording'];
  /** What is in the way, or what was left out. */
  message: string | null;
};

const NOTHING: PlayerState = { items: [], at: 0, status: 'paused', duration: 0, recording: null, message: null };

class Player {
  #state = NOTHING;
  #position = 0;
  #audio: HTMLAudioElement | null = null;
  /** What the element holds; another one while the next is found. */
  #loaded: string | null = null;
  /** Counts loads, so that an answer that comes too late is dropped. */
  #turn = 0;
  #renewed = false;
  #unlocked = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
  readonly state = () => this.#state;
  readonly position = () => this.#position;
  get current(): QueueItem | undefined {
    return this.#state.items[this.#state.at];
  }

  /** Gives the player its element; called once, by the bar. */
  readonly attach = (audio: HTMLAudioElement | null): void => {
    if (!audio || audio === this.#audio) return;
    this.#audio = audio;
    audio.addEventListener('playing', () => {
      if (!this.#isLoaded()) return;
      this.#renewed = false;
      this.#set({ status: 'playing', duration: this.#lengthOf(audio) });
      this.#follow();
    });
    audio.addEventListener('pause', () => {
      if (this.#isLoaded() && this.#state.status === 'playing') this.#set({ status: 'paused' });
    });
    audio.addEventListener('durationchange', () => this.#isLoaded() && this.#set({ duration: this.#lengthOf(audio) }));
    audio.addEventListener('seeked', () => this.#isLoaded() && this.#tick(audio.currentTime));
    audio.addEventListener('ended', () => this.#isLoaded() && this.#goOn());
    audio.addEventListener('error', () => this.#isLoaded() && void this.#broken());
  };

  /** Plays a queue from one of its items. */
  readonly play = (items: readonly QueueItem[], at = 0, seconds = 0): void => {
    if (!items[at]) return;
    this.#set({ items, at });
    void this.#load(seconds);
  };

  readonly toggle = (): void => {
    if (this.#state.status !== 'paused') this.pause();
    else if (this.#isLoaded()) this.#start();
    else void this.#load(this.#position);
  };

  readonly pause = (): void => {
    clearTimeout(this.#retry);
    this.#turn += 1;
    this.#set({ status: 'paused' });
    this.#audio?.pause();
  };

  readonly next = (): void => this.jump(this.#state.at + 1);
  readonly previous = (): void => {
    if (this.#position > RESTART_SECONDS || this.#state.at === 0) this.seek(0);
    else this.jump(this.#state.at - 1);
  };
  readonly jump = (at: number): void => {
    if (!this.#state.items[at]) return;
    this.#set({ at });
    void this.#load(0);
  };

  readonly seek = (seconds: number): void => {
    const to = Math.min(Math.max(0, seconds), this.#state.duration || Number.POSITIVE_INFINITY);
    if (this.#audio && this.#isLoaded()) this.#audio.currentTime = to;
    this.#tick(to);
  };
  readonly step = (direction: -1 | 1): void => this.seek(this.#position + direction * STEP_SECONDS);

  /** Ends it all; the bar goes. */
  readonly close = (): void => {
    this.pause();
    this.#loaded = null;
    this.#audio?.removeAttribute('src');
    this.#audio?.load();
    this.#position = 0;
    this.#set(NOTHING);
  };

  /** Takes a recap out that was deleted. */
  readonly forget = (recapId: string): void => {
    if (this.#state.items.some((item) => item.kind === 'narration' && item.recapId === recapId)) this.close();
  };

  async #load(seconds: number, anew = false): Promise<void> {
    const item = this.current;
    const audio = this.#audio;
    if (!item || !audio) return;
    clearTimeout(this.#retry);
    this.#turn += 1;
    const turn = this.#turn;
    this.#unlock(audio);
    this.#loaded = null;
    this.#tick(seconds);
    const duration = item.kind === 'narration' ? item.narration.durationSeconds : 0;
    this.#set({ status: 'loading', duration, recording: null });
    try {
      const source = await this.#sourceOf(item, anew);
      if (turn !== this.#turn) return;
      if (!source) return;
      audio.pause();
      this.#loaded = item.key;
      audio.src = source.url;
      // Ignored by iPhones, whose volume is the person's own.
      audio.volume = item.kind === 'song' ? gainFor(item.song.loudness) : 1;
      if (seconds > 0) audio.currentTime = seconds;
      this.#set({ recording: source.recording, message: null });
      this.#start();
    } catch {
      if (turn === this.#turn) this.#set({ status: 'paused', message: TEXT.unreachable });
    }
  }

  /** Where the item's sound is; null where there is none now, which has been said. */
  async #sourceOf(item: QueueItem, anew: boolean): Promise<{ url: string; recording: Preview['recording'] } | null> {
    if (item.kind === 'narration') {
      if (!anew) return { url: item.narration.url, recording: null };
      const { narration } = await readRecap(item.recapId);
      return narration ? { url: narration.url, recording: null } : this.#skip(TEXT.broken);
    }
    const turn = this.#turn;
    const { state, recording, retryAfterSeconds } = await previewToPlay(item.song.trackId, anew);
    if (turn !== this.#turn) return null;
    if (recording) return { url: recording.previewUrl, recording };
    if (state === 'none') return this.#skip(TEXT.none(item.song.title));
    if (state === 'later') {
      this.#set({ message: TEXT.later });
      this.#retry = setTimeout(() => void this.#load(0), (retryAfterSeconds ?? 1) * 1000);
      return null;
    }
    this.#set({ status: 'paused', message: TEXT.away });
    return null;
  }

  /** Goes on with the next one, and says why; stays where it is at the end. */
  #skip(message: string): null {
    const next = this.#state.at + 1;
    if (!this.#state.items[next]) this.#set({ status: 'paused', message });
    else {
      this.jump(next);
      this.#set({ message });
    }
    return null;
  }

  #goOn(): void {
    if (this.#state.items[this.#state.at + 1]) {
      this.next();
    } else {
      this.#tick(this.#state.duration);
      this.#set({ status: 'paused' });
    }
  }

  #start(): void {
    this.#set({ status: 'loading' });
    // A refusal also fires the element's error event, or means that the browser wants another click.
    this.#audio?.play().catch((error: unknown) => {
      const refused = error instanceof DOMException && error.name === 'NotAllowedError';
      if (refused) this.#set({ status: 'paused', message: TEXT.press });
    });
  }

  /** Addresses are signed for some minutes only: it is asked for anew once, and goes on from the same place. */
  async #broken(): Promise<void> {
    const item = this.current;
    if (!item) return;
    if (!this.#renewed) {
      this.#renewed = true;
      return this.#load(this.#position, true);
    }
    this.#renewed = false;
    this.#loaded = null;
    if (item.kind === 'song') this.#skip(TEXT.unplayable(item.song.title));
    else this.#set({ status: 'paused', message: TEXT.broken });
  }

  /** Some phones let an element sound on its own only after it was started by a touch. */
  #unlock(audio: HTMLAudioElement): void {
    if (this.#unlocked) return;
    this.#unlocked = true;
    audio.src = silence();
    audio.play().catch(() => undefined);
  }

  /** Whether the element holds the current item, and not the one before or silence. */
  #isLoaded(): boolean {
    return this.#loaded !== null && this.#loaded === this.current?.key;
  }

  #lengthOf(audio: HTMLAudioElement): number {
    return Number.isFinite(audio.duration) ? audio.duration : this.#state.duration;
  }

  #follow(): void {
    const frame = () => {
      if (this.#state.status !== 'playing' || !this.#audio) return;
      this.#tick(Math.round(this.#audio.currentTime * TICKS) / TICKS);
      requestAnimationFrame(frame);
    };
    frame();
  }

  #tick(position: number): void {
    if (position === this.#position) return;
    this.#position = position;
    this.#tell();
  }

  #set(change: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...change };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const player = new Player();
