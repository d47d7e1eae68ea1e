namespace Classroom.Cli.Checks.Inventory;

sealed class OrderNotificationsExist() : TopicExists("inventory", "order-notifications");
