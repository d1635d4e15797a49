// A Vendure for the tests: loopback only, no database server, nothing kept. It ends when its
// standard input does, so it never outlives its parent. Prints `ready <port>` when it serves.
process.env.VENDURE_DISABLE_TELEMETRY = 'true';

const path = require('node:path');
const { bootstrap, DefaultLogger, dummyPaymentHandler, LogLevel } = require('@vendure/core');
const { populate } = require('@vendure/core/cli');

const SETTINGS = {
  apiOptions: {
    port: Number(process.argv[2] ?? 0),
    hostname: '127.0.0.1',
    adminApiPath: 'admin-api',
    shopApiPath: 'shop-api',
    cors: false,
  },
  authOptions: {
    tokenMethod: ['bearer', 'api-key'],
    superadminCredentials: { identifier: 'superadmin', password: 'superadmin' },
  },
  dbConnectionOptions: { type: 'sqljs', synchronize: true, logging: false },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  customFields: {
    Order: [{ name: 'giftNote', type: 'string', nullable: true }],
    OrderLine: [{ name: 'engraving', type: 'string', nullable: true }],
  },
  logger: new DefaultLogger({ level: LogLevel.Error }),
};

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));

async function start() {
  const shop = await populate(
    () => bootstrap(SETTINGS),
    require('./stock.json'),
    path.join(__dirname, 'products.csv'),
  );
  console.log(`ready ${shop.getHttpServer().address().port}`);
}

start().catch(failure => {
  console.error(failure);
  process.exit(1);
});
