import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { TotaraConnectionTestView } from '@oracle-integration/contracts';
import { Access, CalledBy, type Caller, WhileOff } from '@oracle-integration/platform';
import { parseTestRequest } from '@oracle-integration/settings';
import { TotaraConnectionTestService } from './connection-test.service';

@Controller('api/admin/connections/totara')
@WhileOff('answers')
export class TotaraConnectionTestController {
  constructor(private readonly connection: TotaraConnectionTestService) {}

  /** Looks at Totara's database as the capture would, with values that may not be saved yet; tells how far that came. */
  @Post('test')
  @Access('manage')
  @HttpCode(200)
  test(@Body() body: unknown, @CalledBy() caller: Caller): Promise<TotaraConnectionTestView> {
    return this.connection.test(parseTestRequest(body).values, caller);
  }
}
