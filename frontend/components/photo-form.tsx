'use client';
import { type DragEvent, useEffect, useId, useState } from 'react';

const MAX_CAPTION = 300;

/** One photo, a few words if you like, one button. */
export function PhotoForm({ busy, onBegin }: { busy: boolean; onBegin: (photo: File, caption: string) => void }) {
  const [photo, setPhoto] = useState<File | null>(null);
  const [caption, setCaption] = useState('');
  const [preview, setPreview] = useState<string | null>(null);
  const [hovering, setHovering] = useState(false);
  const photoId = useId();
  const captionId = useId();

  useEffect(() => {
    if (!photo) return setPreview(null);
    const url = URL.createObjectURL(photo);
    setPreview(url);
    return () => URL.revokeObjectURL(url);
  }, [photo]);

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const pasted = [...(event.clipboardData?.files ?? [])].find((file) => file.type.startsWith('image/'));
      if (pasted) setPhoto(pasted);
    };
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, []);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setHovering(false);
    setPhoto(event.dataTransfer.files[0] ?? null);
  };

  return (
    <form
      className="mx-auto grid max-w-xl gap-6 pt-4 sm:pt-10"
      onSubmit={(event) => {
        event.preventDefault();
        if (photo) onBegin(photo, caption);
      }}
    >
      <h1 className="text-balance text-center font-display text-4xl leading-tight sm:text-5xl">
        Every photo has a song.
        <br />
        Show us yours.
      </h1>
      <label
        htmlFor={photoId}
        onDragOver={(event) => {
          event.preventDefault();
          setHovering(true);
        }}
        onDragLeave={() => setHovering(false)}
        onDrop={drop}
        className={`relative grid min-h-64 cursor-pointer place-items-center overflow-hidden rounded-3xl border-2 border-dashed bg-card p-4 text-center transition-colors focus-within:border-glow ${hovering ? 'border-glow bg-wash' : 'border-line'}`}
      >
        {preview ? (
          <img src={preview} alt="The one you chose" className="max-h-96 rounded-2xl object-contain" />
        ) : (
          <span className="grid justify-items-center gap-3">
            <span className="rounded-full bg-glow px-6 py-3 font-medium text-on-glow">Choose a photo</span>
            <span className="text-sm text-quiet">or take one, drop it here, or paste it</span>
          </span>
        )}
        <input
          id={photoId}
          type="file"
          accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
          className="absolute inset-0 cursor-pointer opacity-0"
          aria-label="Choose a photo"
          onChange={(event) => setPhoto(event.target.files?.[0] ?? null)}
        />
      </label>
      <div className="grid gap-2">
        <label htmlFor={captionId} className="text-sm text-quiet">
          What is the moment? Your words count more than the picture. (optional)
        </label>
        <input
          id={captionId}
          value={caption}
          maxLength={MAX_CAPTION}
          onChange={(event) => setCaption(event.target.value)}
          placeholder="just failed my calculus exam"
          className="rounded-xl border border-line bg-card px-4 py-3 placeholder:text-quiet"
        />
      </div>
      <button
        type="submit"
        disabled={!photo || busy}
        className="rounded-full bg-glow px-6 py-4 text-lg font-medium text-on-glow disabled:cursor-not-allowed disabled:bg-line disabled:text-quiet"
      >
        {busy ? 'Sending your photo' : 'Find its song'}
      </button>
      <p className="text-center text-sm text-quiet">
        Location and camera data are removed first. The original is deleted once your recap is made.
      </p>
    </form>
  );
}
