import { Controller, HttpCode, Post } from '@nestjs/common';
import type { ConnectionTestView } from '@oracle-integration/contracts';
import { Access } from '@oracle-integration/platform';
import { ConnectionTestService } from './connection-test.service';

@Controller('api/admin/connections/oracle')
export class ConnectionTestController {
  constructor(private readonly connection: ConnectionTestService) {}

  /** Asks Oracle for a fresh token and sends it an empty batch; tells step by step how far that came. */
  @Post('test')
  @Access('manage')
  @HttpCode(200)
  test(): Promise<ConnectionTestView> {
    return this.connection.test();
  }
}
