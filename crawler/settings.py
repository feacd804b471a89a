"""Scrapy's settings for every crawl, however it is started; each limit with its reason."""

from audits.store.version import HOMEPAGE, SOFTWARE

BOT_NAME = "frontline"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# --- manners ---
USER_AGENT = f"{SOFTWARE} (+{HOMEPAGE})"
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "Frontline"
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0  # the stated pause is a floor, not a mean
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = 8  # one to the site itself, a few to the hosts of its fonts and scripts
COOKIES_ENABLED = False  # nobody logs in, and a visit should look like a first one
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en;q=0.8, *;q=0.5",
    "Accept-Encoding": "gzip, deflate, br, zstd",
}

# --- the body stays as it came ---
# Scrapy unpacks bodies and deletes Content-Encoding; both are what is measured, and unpacking has its own cap.
COMPRESSION_ENABLED = False
DOWNLOAD_FAIL_ON_DATALOSS = False  # a body that ends early is kept and said to be cut
DOWNLOAD_TIMEOUT = 30  # seconds for one answer, all in all: a slow drip ends here
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024  # backstop; the spider stops pages and pictures much earlier
DOWNLOAD_WARNSIZE = 0
DNS_TIMEOUT = 20

# --- the spider follows, retries and remembers by itself, so that each hop and each failure is a record ---
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
RETRY_ENABLED = False
HTTPERROR_ALLOW_ALL = True
REFERER_ENABLED = False

# --- doors that stay shut ---
HTTPPROXY_ENABLED = False  # a proxy from the environment would go round the guard on addresses
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False  # on by default since 2.19, and it runs code
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}
TWISTED_DNS_RESOLVER = "crawler.reach.GuardedResolver"

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
    "crawler.reach.ReachMiddleware": 50,
    "crawler.robots.RobotsMiddleware": 100,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
}
EXTENSIONS = {
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.memusage.MemoryUsage": None,
    "scrapy.extensions.feedexport.FeedExporter": 0,
}
ITEM_PIPELINES = {"crawler.pipelines.WarcPipeline": 300}

# --- ours ---
FRONTLINE_FETCHED = "fetched"  # folder of the WARC files
FRONTLINE_PAGES = 50  # HTML pages of one site
FRONTLINE_SITE_SECONDS = 900  # of one site, waiting included
FRONTLINE_SITE_BYTES = 50_000_000  # of one site, on the wire
FRONTLINE_RESOURCES = 200  # pictures, styles, scripts, fonts of one site
FRONTLINE_ALLOW_PRIVATE = False  # loopback and private ranges, and ports other than the web's
FRONTLINE_DEADLINE = 0.0  # seconds since 1970 at which the run must end; 0 for none
FRONTLINE_RETRIES = 2  # of a request that may go through later
FRONTLINE_RETRY_SECONDS = 5.0  # before the first retry, doubled for the second
FRONTLINE_SLOWEST_DELAY = 30.0  # Crawl-delay and Retry-After are honoured up to this: more would never end
FRONTLINE_RENDER = 0  # pages of one site that a browser opens
FRONTLINE_RENDER_SECONDS = 60.0  # of one of them, all in all
FRONTLINE_RENDER_BYTES = 30_000_000  # of one of them, on the wire
FRONTLINE_RENDER_NETWORK = ""  # slow connection that each is opened on once more: slow-4g or 3g
# Names the elements of a page that are worth a picture; given by name, for the crawl itself judges nothing.
FRONTLINE_FAULTS = "audits.faulty:faulty"
FRONTLINE_LEASE = 60.0  # seconds a claim lasts without a sign of life; a dead machine's sites are free after that
FRONTLINE_SINCE = ""  # folder `fetched` of an older run, for conditional requests

LOG_LEVEL = "WARNING"
LOG_VERSIONS: list[str] = []
STATS_DUMP = False
