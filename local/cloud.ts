/** The local cloud: synthesises the template, hosts what it finds there, and tells where it is reached. */
import { join } from 'node:path';
import { GetObjectCommand, NoSuchBucket, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { announce, type CloudAddresses, withdraw } from './addresses.ts';
import { previewCounterparts, secretsOf, synthesise } from './assembly.ts';
import { openDataFolder } from './data-folder.ts';
import { startVision, type VisionEngine } from './engines/vision.ts';
import { startVoice, type VoiceEngine } from './engines/voice.ts';
import { explain } from './failures.ts';
import { createGateway } from './gateway.ts';
import { bucketConfigs } from './hosting/buckets.ts';
import { startContainers } from './hosting/endpoints.ts';
import { functionConfigs } from './hosting/functions.ts';
import { httpApiConfig } from './hosting/http-api.ts';
import { catalogueTableOf, createTables } from './hosting/tables.ts';
import { hostUserPools } from './hosting/user-pools.ts';
import { type Iam, openIam } from './iam.ts';
import { createLambdaHost, type LambdaHost } from './lambda-host.ts';
import { createLifecycle } from './lifecycle.ts';
import { LogFolder } from './logs.ts';
import { MailBox } from './mail-box.ts';
import { modelsFolder } from './models/files.ts';
import { NEURAL_VOICE } from './models/table.ts';
import { type Operator, writeOperator } from './operator.ts';
import { type Orchestration, startOrchestration } from './orchestration.ts';
import { letPhoneIn } from './phone.ts';
import { BASE_PORT, freePorts, type Ports, portsFrom, requireFree } from './ports.ts';
import { openDynamoDb } from './services/dynamodb.ts';
import { objectCreatedEvent } from './services/events.ts';
import { createPolly } from './services/polly.ts';
import { createRekognition } from './services/rekognition.ts';
import { openS3 } from './services/s3.ts';
import { createSageMakerRuntime } from './services/sagemaker.ts';
import { createSecrets } from './services/secrets.ts';
import { statesService } from './services/states/operations.ts';
import type { CodeMessage } from './services/user-pool.ts';
import { listen } from './services/wire/listen.ts';
import { createWireHandler } from './services/wire.ts';
import { type Assembly, readAssembly } from './template.ts';
import { serveWeb } from './web-site.ts';

const REGION = 'us-east-1';
const ACCOUNT = '000000000000';
/** How often items and objects whose time has come are removed; DynamoDB and S3 themselves may take days. */
const SWEEP_MS = 60_000;

export type CloudOptions = {
  /** Where all data lie; made where it is not there. */
  dataDir: string;
  /** First of four ports; null takes free ones. */
  basePort: number | null;
  /** Told what is being done, for a person who waits. */
  report: (sentence: string) => void;
  /** Whether what lies in the data folder is thrown away first. */
  reset?: boolean | undefined;
  /** Builds the web page, which is served then; without it there is none. */
  buildWeb?: () => Promise<void>;
  /** The page is served to phones as well, at this IPv4 address of the machine and the page's port. */
  phone?: { address: string; colours: boolean } | undefined;
  /** What looks at pictures and speaks; started here where absent, and closed with the cloud either way. */
  engines?: Engines;
  /** A number in [0, 1) for the jitter of retries. */
  random?: () => number;
  /** Whether to start without waiting for engines and functions: what needs one waits for it. `warm` tells when they are there. */
  hurry?: boolean;
  /** Deployment settings beside those of this machine, as in lib/config.ts. */
  settings?: Readonly<Record<string, unknown>>;
};

export type Cloud = {
  addresses: CloudAddresses;
  hosted: Hosted;
  /** Rejects with a sentence where an engine does not load. */
  warm: Promise<void>;
  close: () => Promise<void>;
};

/** The parts of a running cloud, for whoever drives it from within. */
export type Hosted = Pick<Orchestration, 'bus' | 'machines'> & {
  assembly: Assembly;
  iam: Iam;
  lambdas: LambdaHost;
  /** Origins of the containers by endpoint name; what is set here is asked from then on. */
  containers: Map<string, string>;
  /** Removes the items and objects whose time has come at `now` (milliseconds since the epoch). */
  sweep: (now: number) => Promise<void>;
};

/** Starts everything. What had started is closed again where a later part fails. Throws sentences for what a person can mend. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  try {
    return await start(options);
  } catch (error) {
    throw explain(error, options.dataDir);
  }
}

async function start(options: CloudOptions): Promise<Cloud> {
  await using closers = new AsyncDisposableStack();
  const { dataDir, report } = options;
  const engines = options.engines ?? startEngines(dataDir);
  closers.defer(() => engines.vision.close());
  closers.defer(() => engines.voice.close());

  const folder = await openDataFolder(dataDir, { reset: options.reset });
  closers.defer(() => folder.close());
  const ports = await portsOf(options);
  await options.buildWeb?.();

  report('Synthesising the template');
  const webUrl = origin(ports.web);
  const assemblyFolder = await synthesise(dataDir, {
    webOrigin: webUrl,
    environment: process.env,
    settings: options.settings ?? {},
  });
  const assembly = readAssembly(assemblyFolder, {
    region: REGION,
    accountId: ACCOUNT,
    apiEndpoint: () => origin(ports.api),
  });

  report('Starting its services');
  const { addresses, hosted, warm, pool } = await host(assembly, { ...options, ports, engines, closers });
  writeOperator(dataDir, { credentials: hosted.iam.root, catalogueTable: catalogueTableOf(assembly), ...pool });
  announce(dataDir, addresses);
  closers.defer(() => withdraw(dataDir));
  const running = closers.move();
  return { addresses, hosted, warm, close: () => running.disposeAsync() };
}

/**
 * A cloud without a page listens at no port for one. It names the usual port all the same: the page's address is part of the template,
 * and so the one that is there already can be taken as it is.
 */
async function portsOf({ basePort, buildWeb }: CloudOptions): Promise<Ports> {
  if (basePort === null) return { ...(await freePorts()), ...(buildWeb ? {} : { web: BASE_PORT }) };
  const ports = portsFrom(basePort);
  await requireFree(ports);
  return ports;
}

const origin = (port: number) => `http://127.0.0.1:${port}`;

export type Engines = { vision: VisionEngine; voice: VoiceEngine };

/** The models load in threads of their own while the rest starts. */
function startEngines(dataDir: string): Engines {
  const { path } = modelsFolder(dataDir, process.env);
  return {
    vision: startVision({ modelsFolder: path }),
    voice: startVoice({ neural: NEURAL_VOICE && { folder: path, files: NEURAL_VOICE } }),
  };
}

type Hosting = CloudOptions & { ports: Ports; engines: Engines; closers: AsyncDisposableStack };

type Pool = Pick<Operator, 'userPoolId' | 'webClientId'>;

async function host(assembly: Assembly, hosting: Hosting): Promise<Omit<Cloud, 'close'> & { pool: Pool }> {
  const { dataDir, ports, engines, closers } = hosting;
  const logs = new LogFolder(join(dataDir, 'logs'));
  const onError = (error: unknown, where: string) =>
    logs.write(
      'cloud',
      `${new Date().toISOString()} ${where}: ${error instanceof Error ? error.stack : String(error)}`,
    );
  const iam = openIam(assembly, { region: REGION, accountId: ACCOUNT, onDenied: (why) => onError(why, 'denied') });

  const database = await openDynamoDb(join(dataDir, 'dynamodb'));
  closers.defer(() => database.close());
  const [containers] = await allOf([
    startContainers(assembly, join(dataDir, 'models'), closers, (line) => logs.write('endpoint', line)),
    createTables(assembly, database, join(dataDir, 'imports.json')),
  ]);

  const lambdas = await createLambdaHost({
    functions: functionConfigs(assembly),
    region: REGION,
    environment: { AWS_ENDPOINT_URL: origin(ports.aws), AWS_ENDPOINT_URL_S3: origin(ports.storage) },
    credentialsOf: iam.credentialsOf,
    log: ({ functionName, line }) => logs.write(functionName, line),
    onDeadLetter: ({ functionArn, error }) => onError(error.errorMessage, `dead letter of ${functionArn}`),
  });
  closers.defer(() => lambdas.close());
  const { random } = hosting;
  const common = { assembly, dataDir, region: REGION, accountId: ACCOUNT, lambdas, iam, closers, onError, random };
  const { bus, machines, machineFunctions, resume } = await startOrchestration(common);

  const folder = join(dataDir, 's3');
  const storage = await listen(
    await openS3({
      folder,
      buckets: bucketConfigs(assembly),
      secretFor: iam.secretFor,
      authorise: iam.authoriseS3,
      region: REGION,
      onObjectCreated: (object) => void bus.putEvent(objectCreatedEvent(object, ACCOUNT)),
      onError,
    }),
    { port: ports.storage },
  );
  closers.defer(() => storage.close());
  const s3 = new S3Client({ endpoint: storage.url, credentials: iam.root, region: REGION, forcePathStyle: true });
  closers.defer(() => s3.destroy());
  const lifecycle = createLifecycle({ assembly, folder, s3 });
  const sweep = async (now: number) => {
    await Promise.all([database.sweepExpired(Math.floor(now / 1000)), lifecycle.sweep(now)]);
  };
  const sweeper = setInterval(() => sweep(Date.now()).catch((error) => onError(error, 'sweeping')), SWEEP_MS);
  closers.defer(() => clearInterval(sweeper));
  const mailBox = new MailBox(join(dataDir, 'mail'), hosting.report);
  const deliver = (message: CodeMessage) => mailBox.put(message);
  const pools = await hostUserPools(assembly, dataDir, REGION, lambdas, iam, deliver);

  const aws = await listen(
    createWireHandler({
      secretFor: iam.secretFor,
      authorise: iam.authoriseCall,
      onError,
      services: [
        database,
        pools.service,
        statesService(machines),
        createRekognition({ vision: engines.vision, readObject: objectReader(s3) }),
        createPolly({ voice: engines.voice }),
        createSageMakerRuntime({ containerUrl: (name) => containers.get(name) }),
        createSecrets(secretsOf(process.env)),
      ],
    }),
    { port: ports.aws },
  );
  closers.defer(() => aws.close());

  const gateway = await createGateway({
    config: httpApiConfig(assembly),
    port: ports.api,
    authorise: iam.authoriseRoute,
    invoke: (functionArn, event, { signal }) => lambdas.invoke(functionArn, event, { signal }),
    keysFor: async (issuer) => pools.keysFor(issuer).map((key) => ({ ...key })),
    accessLog: (entry) => logs.write('api', JSON.stringify(entry)),
  });
  closers.defer(() => gateway.close());

  const addresses: CloudAddresses = {
    pid: process.pid,
    region: REGION,
    webUrl: origin(ports.web),
    apiUrl: gateway.url,
    storageUrl: storage.url,
    awsUrl: aws.url,
  };
  if (hosting.buildWeb) {
    const site = { mailBox, previewUrls: previewCounterparts(process.env) };
    const web = await serveWeb(addresses, ports.web, site);
    closers.defer(() => web.close());
    if (hosting.phone) {
      const { report } = hosting;
      const door = await letPhoneIn({ ...hosting.phone, port: ports.web, dataDir, inside: addresses, site, report });
      closers.defer(() => door.close());
    }
  }
  const { hurry = false } = hosting;
  const warm = warmUp(engines, lambdas, hurry ? machineFunctions() : undefined);
  // Who hurries may be done, or gone, before that.
  warm.catch(() => undefined);
  if (!hurry) await warm;
  await resume();
  await lifecycle.announceAll((object) => void bus.putEvent(objectCreatedEvent(object, ACCOUNT)));
  return {
    addresses,
    hosted: { assembly, iam, lambdas, bus, machines, containers, sweep },
    warm,
    pool: { userPoolId: pools.userPoolId, webClientId: pools.clientId },
  };
}

/** Starts one instance of each named function (default: all) while the engines load. */
async function warmUp({ vision, voice }: Engines, lambdas: LambdaHost, functions?: readonly string[]): Promise<void> {
  await Promise.all([vision.ready, voice.ready, lambdas.prewarm(functions)]);
}

/** Waits for both even where one fails: what the other starts has to be closed too. Throws the first failure. */
async function allOf<A, B>(works: [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}

/** Reads the photo that a Rekognition call names; the caller's own right to it was checked with the call. */
function objectReader(client: S3Client) {
  return async (Bucket: string, Key: string): Promise<Uint8Array | undefined> => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      return Body?.transformToByteArray();
    } catch (error) {
      if (error instanceof NoSuchKey || error instanceof NoSuchBucket) return undefined;
      throw error;
    }
  };
}
