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
  const end = { End: true } as const;
  const branch = (step: StepName) => ({
    StartAt: step,
    States: { [step]: task(step, { recap }, end, { Output: payload() }) },
  });

  return {
    Comment: 'From an uploaded photo or video to a story, songs that fit and a narrated recap',
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
        { Next: 'PhotoOrVideo' },
        {
          Assign: { recap: payload('.recap'), video: payload('.video') },
          // S3 may announce an object twice, and a rule cannot name an execution: the second to claim the recap ends here.
          Catch: [{ ErrorEquals: ['AlreadyStarted'], Next: 'AlreadyStarted' }, CATCH_ALL],
        },
      ),
      AlreadyStarted: { Type: 'Succeed' },
      PhotoOrVideo: {
        Type: 'Choice',
        Choices: [{ Condition: expression('$video'), Next: 'ExtractFrames' }],
        Default: 'LookAtPicture',
      },
      ExtractFrames: task(
        'ExtractFrames',
        { recap, key: expression('$states.context.Execution.Input.detail.object.key') },
        { Next: 'LookAtPicture' },
        { TimeoutSeconds: 130, Catch: [CATCH_ALL] },
      ),
      LookAtPicture: {
        Type: 'Parallel',
        Branches: [branch('DetectLabels'), branch('DetectFaces'), branch('DetectModeration')],
        Assign: { refused: expression('$states.result[2].refused') },
        Catch: [CATCH_ALL],
        Next: 'MayWeGoOn',
      },
      MayWeGoOn: {
        Type: 'Choice',
        Choices: [{ Condition: expression('$refused'), Next: 'Refuse' }],
        Default: 'ReadMood',
      },
      Refuse: {
        Type: 'Pass',
        Assign: { caught: { Error: 'Refused', Cause: REFUSAL_SENTENCE } },
        Next: 'FailRecap',
      },
      ReadMood: task('ReadMood', { recap }, { Next: 'StoryAndFirstSongs' }, { Catch: [CATCH_ALL] }),
      // The first list comes from core's own reading and does not wait for the story's model.
      StoryAndFirstSongs: {
        Type: 'Parallel',
        Branches: [
          branch('WriteStory'),
          {
            StartAt: 'FindClusters',
            States: {
              FindClusters: task('FindClusters', { recap, final: false }, { Next: 'LookupTracks' }),
              LookupTracks: task('LookupTracks', { recap, final: false }, end, { Output: payload() }),
            },
          },
        ],
        Assign: { writtenBy: expression('$states.result[0].writtenBy') },
        Catch: [CATCH_ALL],
        Next: 'DidTheModelAnswer',
      },
      DidTheModelAnswer: {
        Type: 'Choice',
        Choices: [{ Condition: expression("$writtenBy = 'model'"), Next: 'FindClustersAgain' }],
        Default: 'Narrate',
      },
      FindClustersAgain: task(
        'FindClusters',
        { recap, final: true },
        { Next: 'LookupTracksAgain' },
        { Catch: [CATCH_ALL] },
      ),
      LookupTracksAgain: task('LookupTracks', { recap, final: true }, { Next: 'Narrate' }, { Catch: [CATCH_ALL] }),
      Narrate: task('Narrate', { recap }, { Next: 'PublishRecap' }, { Catch: [CATCH_ALL] }),
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
