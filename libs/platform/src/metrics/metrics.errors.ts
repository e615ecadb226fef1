import { AppError } from '../errors/app-error';

export class MetricsTokenWrongError extends AppError {
  constructor() {
    super({
      code: 'PLATFORM.METRICS_TOKEN_WRONG',
      message:
        'The metrics are protected: send the value of METRICS_TOKEN as "Authorization: Bearer <token>".',
      severity: 'info',
    });
  }
}
