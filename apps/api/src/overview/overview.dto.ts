import { CHART_RANGES, type ChartParams, type ChartRange } from '@oracle-integration/contracts';
import { IsIn, IsOptional } from 'class-validator';

export class ChartQuery implements ChartParams {
  @IsOptional()
  @IsIn(CHART_RANGES, { message: `range must be one of ${CHART_RANGES.join(', ')}` })
  range?: ChartRange;
}
