// Lists and calls every tool with the official client, over both transports. Arguments: questions as JSON, address and token of a
// hub, then the command that speaks over standard input and output. Prints what it got as JSON.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [questions, address, token, command, ...args] = process.argv.slice(2);

async function ask(transport) {
  const client = new Client({ name: "millrace-test", version: "1" });
  await client.connect(transport);
  const { tools } = await client.listTools();
  const answers = {};
  for (const [tool, argument] of Object.entries(JSON.parse(questions))) {
    // the client checks structured content against the output schema
    answers[tool] = (await client.callTool({ name: tool, arguments: argument })).structuredContent;
  }
  await client.close();
  return { tools: tools.map((tool) => tool.name).sort(), instructions: client.getInstructions(), answers };
}

const http = await ask(
  new StreamableHTTPClientTransport(new URL(address), { requestInit: { headers: { Authorization: `Bearer ${token}` } } }),
);
const stdio = await ask(new StdioClientTransport({ command, args, stderr: "inherit" }));
console.log("ANSWERS " + JSON.stringify({ http, stdio }));
