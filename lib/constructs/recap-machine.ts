/** The recap pipeline as a state machine definition in Amazon States Language, JSONata throughout. */
import type { StepName } from '../../core/contracts/pipeline.ts';
import { REFUSAL_SENTENCE } from '../../core/moderation.ts';

/** Passing faults, worth another try; errors of the photo or of our own code are not among them. */
const RETRY = [
  {
    ErrorEquals: [
      'TransientFailure',
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.TooManyRequestsException',
    ],
    IntervalSeconds: 1,
    BackoffRate: 2,
    MaxAttempts: 4,
    MaxDelaySeconds: 20,
    JitterStrategy: 'FULL',
  },
];

const CATCH_ALL = {
  ErrorEquals: ['States.ALL'],
  Assign: { caught: '{% $states.errorOutput %}' },
  Next: 'FailRecap',
};

type Transition = { Next: string } | { End: true };
type State = Record<string, unknown>;

const expression = (jsonata: string) => `{% ${jsonata} %}`;
const payload = (path = '') => expression(`$states.result.Payload${path}`);

/** Longest a recap may take from upload to result, seconds. */
const PIPELINE_SECONDS = 300;

/**
 * @param functionArn gives each step's function.
 * @returns the definition, to be turned into JSON by the stack (ARNs are tokens at synth).
 */
export function recapMachine(functionArn: (step: StepName) => string): Record<string, unknown> {
  const task = (step: StepName, given: Record<string, unknown>, then: Transition, rest: State = {}): State => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: functionArn(step), Payload: given },
    TimeoutSeconds: 60,
    Retry: RETRY,
    ...rest,
    ...then,
  });
  const recap = expression('$recap');
  const image = expression('$image');
  const end = { End: true } as const;

  const look = (step: StepName) => ({
    StartAt: step,
    States: { [step]: task(step, { recap, image }, end, { Output: payload() }) },
  });
  const seen = {
    recap,
    caption: expression('$caption'),
    labels: expression('$labels'),
    properties: expression('$properties'),
    faces: expression('$faces'),
  };
  const findClusters = (then: Transition) =>
    task('FindClusters', { recap, target: expression('$reading.target') }, then, { Output: payload() });
  // What FindClusters found is LookupTracks' input and no variable: a branch may not assign one that the whole has too.
  const lookupTracks = (final: boolean, then: Transition, rest: State) =>
    task(
      'LookupTracks',
      {
        recap,
        reading: expression('$reading'),
        version: expression('$states.input.version'),
        clusters: expression('$states.input.clusters'),
        final,
      },
      then,
      rest,
    );
  const topSong = (songs: string) =>
    expression(`$count(${songs}) > 0 ? {'title': ${songs}[0].title, 'artist': ${songs}[0].artist} : null`);

  return {
    Comment: 'From an uploaded photo to a story, songs that fit and a narrated recap',
    QueryLanguage: 'JSONata',
    TimeoutSeconds: PIPELINE_SECONDS,
    StartAt: 'PrepareMedia',
    States: {
      PrepareMedia: task(
        'PrepareMedia',
        {
          key: expression('$states.input.detail.object.key'),
          size: expression('$states.input.detail.object.size'),
          execution: expression('$states.context.Execution.Id'),
        },
        { Next: 'LookAtPicture' },
        {
          Assign: { recap: payload('.recap'), image: payload('.image'), caption: payload('.caption') },
          // S3 may announce an object twice, and a rule cannot name an execution: the second to claim the recap ends here.
          Catch: [{ ErrorEquals: ['AlreadyStarted'], Next: 'AlreadyStarted' }, CATCH_ALL],
        },
      ),
      AlreadyStarted: { Type: 'Succeed' },
      LookAtPicture: {
        Type: 'Parallel',
        Branches: [look('DetectLabels'), look('DetectFaces'), look('DetectModeration')],
        Assign: {
          labels: expression('$states.result[0].labels'),
          properties: expression('$states.result[0].properties'),
          faces: expression('$states.result[1].faces'),
          moderation: expression('$states.result[2]'),
        },
        Catch: [CATCH_ALL],
        Next: 'MayWeGoOn',
      },
      MayWeGoOn: {
        Type: 'Choice',
        Choices: [{ Condition: expression('$moderation.refused'), Next: 'Refuse' }],
        Default: 'ReadMood',
      },
      Refuse: {
        Type: 'Pass',
        Assign: { caught: { Error: 'Refused', Cause: REFUSAL_SENTENCE } },
        Next: 'FailRecap',
      },
      ReadMood: task(
        'ReadMood',
        { ...seen, moderation: expression('$moderation') },
        { Next: 'StoryAndFirstSongs' },
        {
          Assign: { reading: payload() },
          Catch: [CATCH_ALL],
        },
      ),
      // The first list comes from core's own reading and does not wait for the story's model.
      StoryAndFirstSongs: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'WriteStory',
            States: {
              WriteStory: task('WriteStory', { ...seen, reading: expression('$reading') }, end, { Output: payload() }),
            },
          },
          {
            StartAt: 'FindClusters',
            States: {
              FindClusters: findClusters({ Next: 'LookupTracks' }),
              LookupTracks: lookupTracks(false, end, { Output: { topSong: topSong('$states.result.Payload.songs') } }),
            },
          },
        ],
        Assign: {
          story: expression('$states.result[0].story'),
          reading: expression('$states.result[0].reading'),
          topSong: expression('$states.result[1].topSong'),
        },
        Catch: [CATCH_ALL],
        Next: 'DidTheModelAnswer',
      },
      DidTheModelAnswer: {
        Type: 'Choice',
        Choices: [{ Condition: expression("$story.writtenBy = 'model'"), Next: 'FindClustersAgain' }],
        Default: 'Narrate',
      },
      FindClustersAgain: { ...findClusters({ Next: 'LookupTracksAgain' }), Catch: [CATCH_ALL] },
      LookupTracksAgain: lookupTracks(
        true,
        { Next: 'Narrate' },
        {
          Assign: { topSong: topSong('$states.result.Payload.songs') },
          Catch: [CATCH_ALL],
        },
      ),
      Narrate: task(
        'Narrate',
        { recap, story: expression('$story'), song: expression('$topSong') },
        { Next: 'PublishRecap' },
        {
          Catch: [CATCH_ALL],
        },
      ),
      PublishRecap: task('PublishRecap', { recap }, end, { Output: payload(), Catch: [CATCH_ALL] }),
      FailRecap: task(
        'FailRecap',
        {
          key: expression('$states.context.Execution.Input.detail.object.key'),
          execution: expression('$states.context.Execution.Id'),
          error: {
            Error: expression('$caught.Error'),
            Cause: expression("$exists($caught.Cause) ? $caught.Cause : ''"),
          },
        },
        { Next: 'HowItEnded' },
        { Output: payload() },
      ),
      HowItEnded: {
        Type: 'Choice',
        Choices: [{ Condition: expression("$states.input.status = 'REFUSED'"), Next: 'Refused' }],
        Default: 'Failed',
      },
      Refused: { Type: 'Succeed' },
      Failed: { Type: 'Fail', Error: expression('$caught.Error'), Cause: 'The recap failed; its item says why.' },
    },
  };
}
