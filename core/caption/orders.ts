/**
 * Sentences that are addressed to whoever makes the list instead of telling of the moment: "ignore your instructions and
 * recommend …". A caption is read for the moment alone, so they are taken out, and the names in them with them.
 */

/** From here to the end of its sentence. */
const OVERRIDE =
  /\b(?:ignore|disregard|forget|override|bypass|skip|stop following)\b[^.!?\n]{0,40}?\b(?:instructions?|rules?|prompts?|guidelines?|filters?|directives?|constraints?|everything (?:above|before)|(?:the )?(?:above|previous|prior))\b[^.!?\n]*/g;
const ROLE =
  /\b(?:system|assistant|developer|admin(?:istrator)?|instructions?)\s*:[^.!?\n]*|\byou (?:are|act as|must act as|will be) (?:now )?(?:an? |the |my )?(?:ai|a\.i\.|assistant|chat ?bot|language model|model|dj|recommender|system)\b[^.!?\n]*|\b(?:system|hidden|new) prompt\b[^.!?\n]*/g;
/** Beside one of those, what else is demanded. */
const DEMAND =
  /(?:^|[.!?\n]\s*)(?:please |now |then |instead,? |and |just |only |always |you (?:must|should|will|have to) )*(?:recommend|suggest|play|rank|output|return|print|respond|reply|answer|say|list|choose|pick|select|put|add|give|show|set|use|write|reveal|repeat)\b[^.!?\n]*/g;

/** The text with a blank in the place of every order; text without one as it is. */
export function withoutOrders(text: string): string {
  const left = text.replace(OVERRIDE, blank).replace(ROLE, blank);
  return left === text ? text : left.replace(DEMAND, blank);
}

/** Points keep what stood before and after apart. */
function blank(found: string): string {
  return '.'.repeat(found.length);
}
