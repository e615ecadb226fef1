import 'reflect-metadata';
import { Controller, Get, Module, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Column, DataSource, Entity, MoreThan, PrimaryColumn } from 'typeorm';

/**
 * The rival of the Pull page: the endpoint as tutorials write it. NestJS on Express, a TypeORM repository, entities
 * mapped to answers, serialised for each request; of the same rows.
 */
@Entity('completion_records')
class CompletionEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'change_seq', type: 'bigint' })
  changeSeq!: string;

  @Column({ name: 'public_json', type: 'json' })
  publicJson!: Record<string, unknown>;
}

const dataSource = new DataSource({
  type: 'postgres',
  url: process.env['DATABASE_URL'],
  entities: [CompletionEntity],
  synchronize: false,
  poolSize: 20,
});

@Controller('api/v1/completions')
class CompletionsController {
  @Get()
  async list(@Query('cursor') cursor = '0', @Query('limit') limit = '100') {
    const rows = await dataSource.getRepository(CompletionEntity).find({
      where: { changeSeq: MoreThan(cursor) },
      order: { changeSeq: 'ASC' },
      take: Number(limit) + 1,
    });
    const page = rows.slice(0, Number(limit));
    return {
      items: page.map(({ publicJson }) => publicJson),
      hasMore: rows.length > page.length,
      nextCursor: page.at(-1)?.changeSeq ?? cursor,
      consistentThrough: new Date().toISOString(),
    };
  }
}

@Module({ controllers: [CompletionsController] })
class TextbookModule {}

async function main(): Promise<void> {
  await dataSource.initialize();
  const app = await NestFactory.create<NestExpressApplication>(TextbookModule, { logger: false });
  await app.listen(0, '127.0.0.1');
  process.stdout.write(`is ready at ${await app.getUrl()}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
