/**
 * Nouns and verbs that claim nothing a picture could show: feelings, thoughts, time, looking and telling. Reviewed by hand; a
 * story's noun or verb that is neither here nor in what was seen or said counts as a claim. Forms as the tagger gives them.
 */
export const MOOD_WORDS: ReadonlySet<string> = new Set(
  `
about accident accord account accounted aches achievement acting add added adding address adds adjust admires ado
advice affection after age aged agenda ages agree agreed agreement agrees ahead aim aimed air all allow allowed
allows alone along aloud among amount anew anger angle announce announced answer answers anybody anyone anything
anyway apology appear appears appetite appointments argue argued argues arguing arm's arrange arranged arrangement
arranges arrive arrives arriving as ask asked asking asks attempt attend attention awake away back be beat beauty
become becomes been before began begin beginning begins begun behaves behaviour behind being believe believed belong
belonged belongs beside best better between bit blame bless blink blow boiling border borrows bottom brace brakes
break breaking breaks breath breathe breathes breathing brief bright brighten brightness brim bring brings bristles
broken build built burns business by calendar call called calling calls calm calming came can cancelled cancels
caption care carried carries carry carrying case catch catches catching caught cause caution celebrate centre chance
change changed changes character charge charged charm chase cheer cheered choose chooses choosing chose chosen
claimed claims clarity clear cleared close closes clue coincidence collection colour colours come comes comfort
comforts coming company compete complains complaint complete completes conclusion confirm contains contentment
continue continued copying corner corners correct cost costs could counsel count counted counting counts courage
course courtesy covers crackles crossed cue curiosity current cut cuts dark date day day's days deal dear debt
decided decides deciding defending defends delight demands departure depends depth describe described describing
deserve deserved deserves destination detail details detour did difference dignity dimmer dimness direction
directions disappear disappointment disguise distance disturb disturbed divide do does doing doubt doubting down
downward dozen drags drama drawn draws dressed drifts drive each earn earned ease eases easy echo edge edges effect
effort electric else emptiness empty encouragement end ending ends energy enjoy enough entries entry envies equals
errands everybody everyone everyone's everything evidence example exception exceptions exchange excitement excuse
exhale exhibit exist exists expect expecting explain explained explaining explains explanation explanations eye eyes
fact facts fades fair faked falling fanfare fast fault favour favourites feat feel feeling feelings feels felt file
fill fills find finds finish finished fit fits fizz flatters flaw folded follow follows fondness footnotes for force
forget forgets forgetting forgotten form fortune forward found frame free freedom freeze front full fuller fun fuss
gains gap gaps gather gathering gathers gave gaze generosity gentle gentleness gently get gets getting give given
gives gladness glance glow glows go goes going gone good goodbyes goodwill got grams grant grates gratitude gravity
greyer grief grin grinning grip grows guard guess guessed guesses guessing habit had half halfway halves handle
hangs happen happened happens happiness hard harm harms has haste have having head heading headline heard hearing
hears heat heaviness held help helped helps here hesitation hide hiding high highlights hint hinted history hold
holding holds honesty hope hoped hopes hoping hour hours hovers hum hums hurried hurries hurry hurt hurts hush
hushed idea idle ignore imagine importance impress impression improve improved impulse in include included inside
insist insisting insists instant instinct interest interests interrupts introduction invent inventory invitation
invited is it its job join joining joins jokes journey joy judge judgement justify keep keeping keeps kept key kind
kindness knew knocking knocks know known knows label lack landing lap larger last lasts later laugh layer lead
leading league lean leans learn learns leave leaves leaving left lends length lens less lesson let lets letting
level lie lies life lift lifts lighten lighter lightness like likes liking limit line lines list lit little live
lived lives long longing look looked looking looks loosens lose loses loss loud loudly love loving low lower luck
luxury made make makes making managed manner march margin mark marked marks marvel match matter mattered matters may
maybe mean meaning meanings means meant meantime measure measured measures meet meeting meets melody memory mention
mentions mercies mercy merits mess message met middle might mind minds minute minutes miss missed missing mistake
mix mixed model moment moments momentum mood moods moral more most move moved moves much muted mystery name named
names near need needed needing needs nerve nerves news next nobody nobody's nod nods noise none noon not notch note
notes nothing notice noticed notices noticing now number numbers object objects occasion occasions occurs of off
offers on once one one's ones open opens opinion opinions opposite order ordered ordinary other others our out
outlast outlasted outlive outruns outward outweigh outweighs over overhead overheard overlook owed own pace pair
pairs palette part partings parts pass passed passes passing past patch patience pause pauses pay peace perhaps
permissions person photo photograph photos picture pictures piece pieces pin pitch pity place places plain plan
planned planning plans plays pleads pleasure pleasures plenty plot point points pose posed posing practice praise
presence present pressed presses pressure pretend print promise promises promotion proof prove proves pull pulled
pulls pulse pulses purpose push put puts quarrel question questions quiet quietly quite raise raising reach reaches
read reads reason reasons receipt record records refuses regarding regret regrets rehearsed relief remain remainder
remains remedy remember remembered remembering remembers remind repeat repeated report reports request resembles
resisting respect rest rested restless restlessness rests return returning returns rewarded rhythm right rightness
ripen role round row rubs rule rumour run runs rush rushing said sake same save say saying says scene score scrap
scraps seam season secret see seeing seem seems seen sees sell send sends sense sentence separate set setback sets
setting settle settled settles shade shame shape shaped share shared shares shine shines short should shout show
shown shows showy shrink shrugs side sides sight sign signal silence sit sits size skill slips slow slowly slows
smooth soft softened softening softens softness solved some somebody somebody's someone someone's something song
sort sorts sound sounds space spare spared sparing spark sparkle speak speaks special speed spell spelled spills
spirits split spoil spot spread squint staged stake stand standing stands standstill stare start started starts
state statements states stay stayed staying stays steadies step steps sticks still stillness stings stirs stood stop
stopped stopping stops stories story strength stretch stretches stride study stuff subject suggest sulks sum summary
supply suppose sure surface surprise surprised swear sweetness tact take taken takes tale talent talk talked talking
taste teach tell tells temper tempting tend tender tenderness tends tension terms test thank thanks that the then
there thing things think thinking thinks this thought thoughts through tick tight tightens tightness tilt time times
timetable tip tipped tired titles to told tone tones tonight took touch touched touches trace traces track trade
translation treat treats trick tried trouble trust trusting trusts truth truths try trying tugs turn turned turning
turns twice two unannounced unanswered unasked unchanged uncommitted under underlined understand understood
undertone undone unforced unhurried unknown unneeded unplanned unremarked unresolved unrest unsaid untouched unused
up upward urgency use used uses verdict version very vibrate victory view visited voice volume vote vouch wait
waited waiting waits walk wanders want wanted wanting wants warm warmth warned was waste way ways weakness wear
wears week weighed weighs weight welcome well went what while whole wide widens will win wish wishes with withdraws
without witness wonder word words work worked works world worn worries worry worth would wrote year years you yours
below clip clips choice decide decided draw draws follows gain grown heart liked lost recorded rushes second seconds softly suits true varies video videos
`
    .trim()
    .split(/\s+/),
);
