"""Widgets as a front end sees them: what is opened, moved, drawn anew, restored; also in JJava's own kernel."""

import re
import unittest
import uuid

from kernels import Kernel

VIEW = "application/vnd.jupyter.widget-view+json"
FOLLOWING = """
var rate = new Slider("learning rate", 0, 1, 0.1);
interact(rate, r -> {
  if (r > 0.9) { throw new IllegalStateException("too fast: " + r); }
  return new BarChart("It follows", "value").bar("here", r);
})
"""


class Page:
    """The browser's half of the widgets of a kernel."""

    def __init__(self, kernel):
        self.kernel = kernel
        self.models = {}

    def run(self, code):
        outcome = self.kernel.run(code)
        for opened in outcome.of_type("comm_open"):
            self.models[opened["comm_id"]] = opened["data"]["state"]
        self.take(outcome)
        return outcome

    def take(self, outcome):
        for message in outcome.of_type("comm_msg"):
            if message["data"]["method"] == "update":
                self.models[message["comm_id"]].update(message["data"]["state"])

    def newest(self, kind):
        return [name for name, state in self.models.items() if state["_model_name"] == kind + "Model"][-1]

    def post(self, name, data, kind="comm_msg", **more):
        """Sends a message of a comm and returns its id."""
        message = self.kernel.client.session.msg(kind, {"comm_id": name, "data": data, **more})
        self.kernel.client.shell_channel.send(message)
        return message["header"]["msg_id"]

    def answer(self, request):
        """All that the kernel publishes for a message, until it is idle."""
        messages = []
        while True:
            message = self.kernel.iopub()
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return messages
            messages.append(message)

    def move(self, kind, value):
        """Moves a control and returns the messages that follow, as (comm, method, state)."""
        request = self.post(self.newest(kind), {"method": "update", "state": {"value": value}, "buffer_paths": []})
        return told(self.answer(request))


def told(messages):
    return [
        (m["content"]["comm_id"], m["content"]["data"]["method"], m["content"]["data"]["state"])
        for m in messages
        if m["msg_type"] == "comm_msg"
    ]


def words(messages):
    """The last HTML that was drawn, without its pictures."""
    html = [state["value"] for _, method, state in messages if method == "update" and "value" in state]
    return re.sub(r"base64,[^\"]*", "", html[-1])


class InAnyKernel:
    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel(name=cls.NAME).start()
        cls.addClassCleanup(cls.kernel.close)
        cls.page = Page(cls.kernel)
        cls.shown = cls.page.run(FOLLOWING).results[0]["data"]

    def test_the_result_is_a_view_of_a_model_and_a_picture_with_words(self):
        self.assertIn(self.shown[VIEW]["model_id"], self.page.models)
        self.assertIn('alt="Bar chart: It follows. value: here 0.1."', self.shown["text/html"])
        self.assertTrue(self.shown["image/png"].startswith("iVBOR"))
        self.assertEqual(
            self.shown["text/plain"],
            "learning rate: 0.1 (slider from 0 to 1)\nBar chart: It follows. value: here 0.1.",
        )

    def test_models_say_which_protocol_and_which_controls_they_are_of(self):
        outcome = self.kernel.run('new CheckBox("on", true)')
        opened = [m for m in outcome.messages if m["msg_type"] == "comm_open"]
        self.assertEqual({m["metadata"]["version"] for m in opened}, {"2.1.0"})
        self.assertEqual({m["content"]["target_name"] for m in opened}, {"jupyter.widget"})

    def test_a_move_is_echoed_drawn_and_read_by_the_next_cell(self):
        slider = self.page.newest("FloatSlider")
        messages = self.page.move("FloatSlider", 0.3)
        self.assertEqual(messages[0], (slider, "echo_update", {"value": 0.3}))
        self.assertIn("here 0.3", words(messages))
        self.assertEqual(self.kernel.run("rate.value()").text, "0.3")

    def test_a_failure_is_shown_in_place_and_the_next_move_works(self):
        failed = words(self.page.move("FloatSlider", 0.95))
        self.assertIn("IllegalStateException: too fast: 0.95", failed)
        self.assertIn(self.EXPLAINED, failed)
        self.assertIn("here 0.2", words(self.page.move("FloatSlider", 0.2)))

    def test_java_moves_the_slider_and_the_chart(self):
        moved = told(self.kernel.run("rate.set(0.7);").messages)
        self.assertEqual(moved[0], (self.page.newest("FloatSlider"), "update", {"value": 0.7}))
        self.assertIn("here 0.7", words(moved))

    def test_a_page_that_was_reloaded_gets_every_state_of_now(self):
        self.page.move("FloatSlider", 0.4)
        control = uuid.uuid4().hex
        self.page.post(control, {}, kind="comm_open", target_name="jupyter.widget.control")
        messages = self.page.answer(self.page.post(control, {"method": "request_states"}))
        answer = [m["content"]["data"] for m in messages if m["msg_type"] == "comm_msg"][0]
        self.assertEqual((answer["method"], answer["buffer_paths"]), ("update_states", []))
        slider = answer["states"][self.page.newest("FloatSlider")]
        self.assertEqual((slider["model_name"], slider["state"]["value"]), ("FloatSliderModel", 0.4))
        names = set(answer["states"])
        for state in answer["states"].values():
            for reference in re.findall(r"IPY_MODEL_(\w[\w-]*)", str(state)):
                self.assertIn(reference, names)
        self.kernel.client.comm_info(target_name="jupyter.widget")


class InOurKernel(InAnyKernel, unittest.TestCase):
    NAME = "neuronbook"
    EXPLAINED = "cell 1, line 4, in a lambda"

    def test_of_many_moves_that_wait_few_are_computed_and_the_last_is(self):
        self.page.run("int drawn = 0;")
        self.page.run('interact(new IntSlider("n", 0, 100, 0), n -> { drawn++; return "n is " + n; })')
        cell = self.kernel.send('System.out.println("runs"); Thread.sleep(1_000_000);')
        while self.kernel.iopub()["msg_type"] != "stream":
            pass
        for value in range(1, 61):
            last = self.page.post(self.page.newest("IntSlider"), {"method": "update", "state": {"value": value}})
        self.kernel.interrupt()
        self.assertIn("n is 60", words(told(self.page.answer(last))))
        self.assertEqual(self.kernel.reply_to(cell)["status"], "error")
        self.assertLess(int(self.kernel.run("drawn").text), 30)


class InTheKernelOfJJava(InAnyKernel, unittest.TestCase):
    """It says less of a failure, and runs a callback for each message."""

    NAME = "java"
    EXPLAINED = "IllegalStateException"
