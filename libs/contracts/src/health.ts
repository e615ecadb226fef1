/** One thing that was looked at for `/health/ready`. */
export interface HealthCheckView {
  /** Such as `database`. */
  name: string;
  ok: boolean;
  /** Whether the process serves nobody without it; where it is not, the process is `degraded` and goes on. */
  needed: boolean;
  /** A plain sentence. */
  message: string;
}

/** `GET /health/live` */
export interface LivenessView {
  status: 'ok';
}

/** `GET /health/ready`; while not ready the checks are a member of the problem. */
export interface HealthView {
  /** `degraded`: it works, and somebody should look at a check that failed. */
  status: 'ok' | 'degraded';
  checks: HealthCheckView[];
}
