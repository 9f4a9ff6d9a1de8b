internal class P { static void Main() { } }
