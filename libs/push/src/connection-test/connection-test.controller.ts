import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { ConnectionTestView } from '@oracle-integration/contracts';
import { Access, CalledBy, type Caller, WhileOff } from '@oracle-integration/platform';
import { parseTestRequest } from '@oracle-integration/settings';
import { ConnectionTestService } from './connection-test.service';

@Controller('api/admin/connections/oracle')
@WhileOff('answers')
export class ConnectionTestController {
  constructor(private readonly connection: ConnectionTestService) {}

  /**
   * Asks Oracle for a fresh token and sends it an empty batch, with values that may not be saved yet; tells step by step
   * how far that came.
   */
  @Post('test')
  @Access('manage')
  @HttpCode(200)
  test(@Body() body: unknown, @CalledBy() caller: Caller): Promise<ConnectionTestView> {
    return this.connection.test(parseTestRequest(body).values, caller);
  }
}
