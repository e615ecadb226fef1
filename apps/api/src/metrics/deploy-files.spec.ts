import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ENVIRONMENT_VARIABLES, METRICS_REGISTRY } from '@oracle-integration/platform';
import { SETTING_DEFINITIONS } from '@oracle-integration/settings';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { parseAllDocuments } from 'yaml';
import { showFigures } from './figure-gauges';

const WORKSPACE = resolve(import.meta.dirname, '../../../..');
const MADE_OF_METRICS = [
  'deploy/grafana/oracle-integration.json',
  'deploy/prometheus/oracle-integration.rules.yaml',
];
const KNOWN_VARIABLES = new Set<string>([
  ...ENVIRONMENT_VARIABLES,
  ...Object.values(SETTING_DEFINITIONS).map(({ variable }) => variable),
  'NODE_ENV',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
]);

const textOf = (file: string) => readFileSync(join(WORKSPACE, file), 'utf8');

function documentsOf(file: string): unknown[] {
  return parseAllDocuments(textOf(file), { merge: true }).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS();
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(join(WORKSPACE, folder)).map((file) => `${folder}/${file}`);
}

/** The names of all metrics that a process tells, those of histograms with their parts. */
async function toldMetrics(): Promise<Set<string>> {
  showFigures(undefined);
  const process = new Registry();
  collectDefaultMetrics({ register: process });
  const metrics = [METRICS_REGISTRY, process].map((registry) => registry.getMetricsAsArray()).flat();
  const names = metrics.flatMap(({ name, type }) =>
    String(type) === 'histogram' ? ['_bucket', '_sum', '_count'].map((part) => name + part) : [name],
  );
  process.clear();
  return Promise.resolve(new Set(names));
}

describe('what operators deploy with', () => {
  it.each(MADE_OF_METRICS)('asks only for metrics that there are: %s', async (file) => {
    const told = await toldMetrics();

    const asked = [...new Set(textOf(file).match(/\b(oracle_integration|process|nodejs)_[a-z0-9_]+/g) ?? [])];

    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((name) => !told.has(name))).toEqual([]);
  });

  it('has a dashboard that Grafana can read', () => {
    const { panels } = JSON.parse(textOf(MADE_OF_METRICS[0]!)) as { panels: { id: number; title: string }[] };

    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });

  it('has Compose files with a scaled profile, which set no variable that the service does not know', () => {
    const [compose] = documentsOf('docker-compose.yml') as [
      { services: Record<string, { profiles?: string[]; environment?: Record<string, string> }> },
    ];
    const { api, worker, 'oracle-integration': whole } = compose.services;

    expect([api!.environment!['ROLE'], worker!.environment!['ROLE']]).toEqual(['api', 'worker']);
    expect([api!.profiles, worker!.profiles, whole!.profiles]).toEqual([['scaled'], ['scaled'], undefined]);
    const set = [api, worker, whole].flatMap((service) => Object.keys(service!.environment!));
    expect(set.filter((name) => !KNOWN_VARIABLES.has(name))).toEqual([]);
  });

  it('has Kubernetes manifests whose containers are nobody, write nowhere and are asked whether they are ready', () => {
    const documents = filesIn('deploy/kubernetes').flatMap(documentsOf) as {
      kind: string;
      data?: Record<string, string>;
      stringData?: Record<string, string>;
      spec?: { template: { spec: { securityContext: object; containers: object[] } } };
    }[];
    const deployments = documents.filter(({ kind }) => kind === 'Deployment');
    const variables = documents.flatMap(({ data, stringData }) => Object.keys({ ...data, ...stringData }));

    expect(documents.filter(({ kind }) => kind === 'PodDisruptionBudget')).toHaveLength(2);
    expect(variables.filter((name) => !KNOWN_VARIABLES.has(name))).toEqual([]);
    expect(deployments).toHaveLength(2);
    for (const { spec } of deployments) {
      const { securityContext, containers } = spec!.template.spec;
      expect(securityContext).toMatchObject({ runAsNonRoot: true });
      expect(containers[0]).toMatchObject({
        readinessProbe: { httpGet: { path: '/health/ready' } },
        livenessProbe: { httpGet: { path: '/health/live' } },
        securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false },
      });
    }
  });

  it('has units for systemd that run as an ordinary user and set no variable that the service does not know', () => {
    for (const unit of filesIn('deploy/systemd').map(textOf)) {
      const set = [...unit.matchAll(/^Environment=(.*)$/gm)]
        .flatMap(([, assignments]) => assignments!.split(' '))
        .map((assignment) => assignment.split('=')[0]!);

      expect(unit).toMatch(/^User=oracle-integration$/m);
      expect(unit).toMatch(/^ProtectSystem=strict$/m);
      expect(set.filter((name) => !KNOWN_VARIABLES.has(name))).toEqual([]);
    }
  });
});
