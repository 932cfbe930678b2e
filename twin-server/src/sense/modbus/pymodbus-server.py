"""For tests: a Modbus TCP server by pymodbus, the peer that is not ours.

Started with a port; every line on stdin is JSON {"unit", "table", "address", "values"} and sets registers or bits, which exist from then on.
Answers each line with "ok". Addresses that were never set are answered with exception 2.
"""

import asyncio
import json
import logging
import sys
import threading

from pymodbus.datastore import ModbusServerContext, ModbusSlaveContext, ModbusSparseDataBlock
from pymodbus.server import StartAsyncTcpServer

# What it says of lost connections and refused addresses is what the tests ask for.
logging.disable(logging.ERROR)

TABLES = {"coil": "c", "discreteInput": "d", "input": "i", "holding": "h"}
UNITS = (1, 2)


def unit():
    blocks = {name: ModbusSparseDataBlock({65535: 0}) for name in ("co", "di", "ir", "hr")}
    return ModbusSlaveContext(**blocks, zero_mode=True)


slaves = {number: unit() for number in UNITS}


def listen():
    for line in sys.stdin:
        order = json.loads(line)
        block = slaves[order["unit"]].store[TABLES[order["table"]]]
        for index, value in enumerate(order["values"]):
            block.values[order["address"] + index] = value
        print("ok", flush=True)


async def serve():
    threading.Thread(target=listen, daemon=True).start()
    context = ModbusServerContext(slaves=slaves, single=False)
    # Without the reuse a restart finds the address taken, says nothing and listens nowhere.
    await StartAsyncTcpServer(context=context, address=("127.0.0.1", int(sys.argv[1])), allow_reuse_address=True)


asyncio.run(serve())
