"""The engine that YITI_ENGINE names: `sail`, which needs no Java, or `spark`."""

import os
import sys

import pytest

ENGINE = os.environ.get("YITI_ENGINE", "sail")


def sail():
    """A server in this process, on the loopback."""
    from pysail.spark import SparkConnectServer
    from pyspark.sql import SparkSession

    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    _, port = server.listening_address
    session = SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate()
    yield session
    session.stop()
    server.stop()


def spark(folder):
    """Two workers with a core and a gigabyte each, as processes of their own."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    builder = SparkSession.builder.master("local-cluster[2,1,1024]")
    options = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.local.dir": str(folder / "local"),
        "spark.eventLog.enabled": "true",
        "spark.eventLog.compress": "false",
        "spark.eventLog.dir": str(folder),
        "spark.sql.shuffle.partitions": "4",
        # An executor that has been killed is known to be gone at once.
        "spark.network.timeoutInterval": "10s",
    }
    for key, value in options.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def session(tmp_path_factory):
    yield from sail() if ENGINE == "sail" else spark(tmp_path_factory.mktemp("spark"))
