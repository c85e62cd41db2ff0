"""What AWS charges: its public list prices for us-east-1 in dollars, as known in November 2026. No free tier.

docs/costs.md says where each was looked up. They differ by region: most are a fifth higher in Frankfurt.
"""

from typing import Final

MILLION: Final = 1_000_000
GB: Final = 1e9
"""AWS bills some lines by 2^30 bytes; reckoned with 10^9, all are a little too dear here."""

SES_MAIL: Final = 0.10 / 1000
SES_ATTACHED: Final = 0.12 / GB
OUT: Final = 0.09 / GB
"""Data to the internet; what a mail weighs is billed as that too, beside its attachments."""
API_REQUEST: Final = 3.50 / MILLION
"""A REST API, which is what chalice makes."""
LAMBDA_REQUEST: Final = 0.20 / MILLION
LAMBDA_GB_SECOND: Final = {"x86_64": 0.0000166667, "arm64": 0.0000133334}
WRITE: Final = 0.625 / MILLION
READ: Final = 0.125 / MILLION
"""A read unit is a strong read of 4 KB, on demand."""
STORED: Final = 0.25 / GB
RECOVERABLE: Final = 0.20 / GB
"""Point-in-time recovery, by the size of the table."""
SQS: Final = 0.40 / MILLION
SNS: Final = 0.50 / MILLION
"""A publish. Handing it to a function is free."""
LOGGED: Final = 0.50 / GB
LOG_KEPT: Final = 0.03 / GB
ALARM: Final = 0.10
METRIC: Final = 0.30
DASHBOARD: Final = 3.00
"""Each beyond the first three of an account, which are free for ever where they show no more than 50 metrics each."""
KMS: Final = 0.03 / 10_000
S3_STORED: Final = 0.023 / GB

FREE: Final = {
    "Lambda requests": 1 * MILLION * LAMBDA_REQUEST,
    "SQS requests": 1 * MILLION * SQS,
    "SNS publishes": 1 * MILLION * SNS,
    "DynamoDB storage": 25 * GB * STORED,
    "data to the internet": 100 * GB * OUT,
    "alarms": 10 * ALARM,
    "metrics of our own": 10 * METRIC,
    "key requests": 20_000 * KMS,
}
"""What never ends: dollars a month an account, by line. Lambda's 400,000 GB-seconds and 5 GB of logs are beside it."""
FREE_GB_SECONDS: Final = 400_000
FREE_LOGGED: Final = 5 * GB
